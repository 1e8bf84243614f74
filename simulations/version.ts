/** Version of the model and its statistics: two results with the same version and seed have the same fingerprint. */
export const engineVersion = '0.4.2';
