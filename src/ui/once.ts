/** What {@link ./Once.astro} has rendered in this build, by name. */
export const rendered = new Map<string, string>();
