/**
 * A pure function of numbers that keeps its answers, for what is asked again and again with the same few numbers: after `most`
 * of them it forgets all and begins anew. Answers may be shared, so nobody writes into them.
 */
export function remembering<Numbers extends readonly number[], Answer>(
  most: number,
  answer: (...numbers: Numbers) => Answer,
): (...numbers: Numbers) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (...numbers) => {
    const name = numbers.join(' ');
    const before = known.get(name);
    if (before !== undefined) return before.answer;
    const fresh = { answer: answer(...numbers) };
    if (known.size >= most) known.clear();
    known.set(name, fresh);
    return fresh.answer;
  };
}
