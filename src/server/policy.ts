/**
 * What a page of the game may do, as browsers enforce it: no other origin, no inline script, no frame, no form.
 *
 * Two libraries put style elements of constant text into the page; each is allowed by the digest of its text and
 * nothing else inline is. A library that changes its text shows up as a breach in the browser tests.
 */
const STYLES = {
  /** React Aria: touch on what can be pressed. */
  press: "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  /** React Aria: scrolling behind an open dialog, on phones that need it. */
  dialog: "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
  /** Plot: the size of a chart and the spaces of its text. */
  chart: "'sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww='",
} as const;

/** Rules that hold in a page's own `meta` element too, for hosts that send no policy. */
const PAGE_RULES = [
  "default-src 'self'",
  "script-src 'self'",
  `style-src 'self' ${Object.values(STYLES).join(' ')}`,
  "img-src 'self' data: blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

export const PAGE_POLICY = PAGE_RULES.join('; ');
export const CONTENT_SECURITY_POLICY = [...PAGE_RULES, "frame-ancestors 'none'"].join('; ');
