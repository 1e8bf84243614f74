/** Outlines on a grid of 16 by 16, drawn with a line of 1.5. */
export const icons = {
  open: 'M2.5 12.5v-9h4l1.5 2h5.5v7z',
  save: 'M8 2.5v7.5m-3-3 3 3 3-3M2.5 11v2.5h11V11',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a3.75 3.75 0 0 1 0 7.5H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a3.75 3.75 0 0 0 0 7.5H10',
  sun: 'M8 5.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5M8 1v1.25M8 13.75V15M15 8h-1.25M2.25 8H1M12.95 3.05l-.9.9M3.95 12.05l-.9.9M12.95 12.95l-.9-.9M3.95 3.95l-.9-.9',
  moon: 'M13.5 9.6A5.75 5.75 0 0 1 6.4 2.5a5.75 5.75 0 1 0 7.1 7.1z',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9',
  chart: 'M2.5 2.5v11h11M5 10.5l2.75-3.5 2 1.75L13 5',
  close: 'M4 4l8 8M12 4l-8 8',
  levers: 'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 3.25v3.5M6 9.25v3.5',
  reset: 'M3 3v3.5h3.5M3.2 6.3A5.25 5.25 0 1 1 2.8 9',
  stop: 'M4.5 4.5h7v7h-7z',
  again: 'M13 3v3.5H9.5M12.8 6.3A5.25 5.25 0 1 0 13.2 9',
  search: 'M7 2.75a4.25 4.25 0 1 0 0 8.5 4.25 4.25 0 0 0 0-8.5M10.2 10.2l3.3 3.3',
  more: 'M4.5 6.5 8 10l3.5-3.5',
} as const;

export type IconName = keyof typeof icons;
