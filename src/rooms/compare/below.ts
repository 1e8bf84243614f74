/** The part of the room below the first screen, as one file to be fetched after it. */
export { default as AboutScenario } from './AboutScenario.svelte';
export { default as SeriesSection } from './SeriesSection.svelte';
export { default as Topics } from './Topics.svelte';
export { default as WhatDiffers } from './WhatDiffers.svelte';
