/** Header that saves an answer as a file with a Chinese name (RFC 6266). */
export const attachment = (name: string): string => `attachment; filename="${encodeURIComponent(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`;
