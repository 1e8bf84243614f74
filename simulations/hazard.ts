/** Clock speed of an event with a probability a month, and back: the hazards of competing causes add, probabilities do not. */
import { expm1 } from './random/exponential.ts';
import { log1p } from './random/logarithm.ts';

/** -ln(1-p), infinite when it is certain. */
export const hazardOf = (probability: number): number => (probability >= 1 ? Infinity : -log1p(-probability));

/** 1-e^-h. */
export const probabilityOf = (hazard: number): number => -expm1(-hazard);
