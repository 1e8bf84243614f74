/** What a text begins with: its first sentence, or as much of it as fits on a line or two. */
export function firstSentence(text: string): string {
  const [sentence = text] = /^.+?[.!?](?=\s|$)/su.exec(text.trim()) ?? [text.trim()];
  return sentence.length <= longest ? sentence : `${sentence.slice(0, sentence.lastIndexOf(' ', longest))} …`;
}

const longest = 160;
