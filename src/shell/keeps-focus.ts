/*
 * Attachments for parts whose buttons go away, as Stop does when a run ends: the focus goes on to what is left, where who
 * works by keyboard would otherwise begin again at the top of the page.
 */

/** To the first button that is left here, or to the room when none is. */
export const keepsFocus = handsFocusOn((container) => container.querySelector('button:enabled'));

/** To the room. */
export const leavesFocusToRoom = handsFocusOn(() => null);

/** A button may lose the focus so long before it is taken away, in milliseconds. */
const takingAway = 100;

function handsFocusOn(
  next: (container: HTMLElement) => HTMLElement | null,
): (container: HTMLElement) => () => void {
  return (container) => {
    let last: Element | undefined;
    const enter = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : undefined;
    };
    // Who leaves for another place leaves something behind that is still there a moment later.
    const leave = () => {
      setTimeout(() => {
        if (last?.isConnected === true && last !== document.activeElement) last = undefined;
      }, takingAway);
    };
    const observer = new MutationObserver(() => {
      if (last === undefined || last.isConnected || document.activeElement !== document.body) return;
      last = undefined;
      (next(container) ?? document.getElementById('main'))?.focus({ preventScroll: true });
    });
    container.addEventListener('focusin', enter);
    container.addEventListener('focusout', leave);
    observer.observe(container, { childList: true, subtree: true });
    return () => {
      container.removeEventListener('focusin', enter);
      container.removeEventListener('focusout', leave);
      observer.disconnect();
    };
  };
}
