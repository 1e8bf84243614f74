/** What remembers one choice; a browser may refuse, and then it lasts as long as the page. */
export interface Memory {
  readonly read: () => string | null;
  readonly write: (choice: string) => void;
}

export function memoryOf(key: string): Memory {
  return {
    read: () => {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write: (choice) => {
      try {
        localStorage.setItem(key, choice);
      } catch {
        // Remembered until the page is left.
      }
    },
  };
}
