/**
 * Made once for each owner, when first asked for, and gone with it: what a room keeps while others are visited. What is derived in
 * it belongs to nobody: were it the component's that asked first, it would stand still once that is gone.
 */
export function keptBy<Owner extends object, Kept>(make: (owner: Owner) => Kept): (owner: Owner) => Kept {
  const all = new WeakMap<Owner, Kept>();
  return (owner) => {
    const known = all.get(owner);
    if (known !== undefined) return known;
    const rooted: Kept[] = [];
    $effect.root(() => {
      rooted.push(make(owner));
    });
    // Without a page there are no effects, and nothing that could be gone.
    const made = rooted[0] ?? make(owner);
    all.set(owner, made);
    return made;
  };
}
