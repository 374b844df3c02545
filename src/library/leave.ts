/** Links that leave the site go through a page that says so (政府网站发展指引：打开站外链接应有提示). */

/** Whether an address is another site's. */
export const isOutside = (address: string): boolean => /^https?:/i.test(address);

/** Address of the notice, below the base path, for an address of another site. */
export const leavePath = (address: string): string => `/leave/?to=${encodeURIComponent(address)}`;
