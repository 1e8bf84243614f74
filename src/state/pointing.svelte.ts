/** The place that all panels of a room point at, and the panel that says what is there. */
export class Pointing {
  index: number | undefined = $state();
  panel: string | undefined = $state();

  at(index: number, panel: string): void {
    this.index = index;
    this.panel = panel;
  }

  leave(panel: string): void {
    if (this.panel !== panel) return;
    this.index = undefined;
    this.panel = undefined;
  }
}
