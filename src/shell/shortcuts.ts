/** What can be done by keyboard, as the help sheet lists it. */
export interface ShortcutGroup {
  readonly name: string;
  readonly keys: readonly {
    /** Any of these does it. */
    readonly keys: readonly string[];
    readonly what: string;
  }[];
}

export function isApple(userAgent: string): boolean {
  return /Mac|iPhone|iPad/.test(userAgent);
}

export function shortcuts(apple: boolean): readonly ShortcutGroup[] {
  const held = apple ? '⌘' : 'Ctrl+';
  const shifted = apple ? '⇧⌘' : 'Ctrl+Shift+';
  return [
    {
      name: 'Anywhere',
      keys: [
        {
          keys: ['Tab', 'Shift+Tab'],
          what: 'To the next control, or back; the first stops lead to the answer and to the levers',
        },
        { keys: [`${held}Z`], what: 'Undo the last change, opened file or edited list' },
        { keys: [`${shifted}Z`, `${held}Y`], what: 'Redo' },
        { keys: [`${held}S`], what: 'Save the scenario as a file' },
        { keys: ['Escape'], what: 'Close a menu, a sheet, or what is being typed' },
        { keys: ['?'], what: 'Open this sheet' },
      ],
    },
    {
      name: 'In a field',
      keys: [
        {
          keys: ['Enter'],
          what: 'Take what was typed: 4%, 0.04, 1,200, 1.2k, no limit; uncertain: 3..6%, 3% to 6%, 2..3..6% with the likeliest, 2% or 5%',
        },
        { keys: ['←', '→'], what: 'Move a slider; Page up and Page down by more, Home and End to its ends' },
      ],
    },
    {
      name: 'On a chart',
      keys: [
        { keys: ['←', '→'], what: 'Read the next month or point; all panels follow' },
        { keys: ['↑', '↓'], what: 'The row above or below, in a chart of rows and on a surface' },
        { keys: ['Page up', 'Page down'], what: 'Twelve months, points or rows at once' },
        { keys: ['Home', 'End'], what: 'First and last point' },
        { keys: ['Escape'], what: 'Leave the reading' },
      ],
    },
  ];
}
