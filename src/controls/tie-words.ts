/** What a rank correlation says in words: whether the two go the same way, and how strictly. */
export function tieWords(rho: number): string {
  const size = Math.abs(rho);
  if (size < 0.005) return 'Free of each other';
  const way = rho > 0 ? 'Where one is high, so is the other' : 'Where one is high, the other is low';
  const strictly = size < 0.35 ? 'by and large' : size < 0.75 ? 'more often than not' : 'nearly always';
  return `${way}, ${strictly}`;
}
