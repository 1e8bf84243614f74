/** The month that all panels point at, and the panel that says what is there. */
export class Crosshair {
  month: number | undefined = $state();
  panel: string | undefined = $state();

  point(month: number, panel: string): void {
    this.month = month;
    this.panel = panel;
  }

  leave(panel: string): void {
    if (this.panel !== panel) return;
    this.month = undefined;
    this.panel = undefined;
  }
}
