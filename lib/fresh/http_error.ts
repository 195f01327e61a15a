/** Statuses an error may have, as upstream lists them. */
export type ErrorStatus =
  | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411)
  | (412 | 413 | 414 | 415 | 416 | 417 | 418 | 421 | 422 | 423 | 424 | 425)
  | (426 | 428 | 429 | 431 | 451)
  | (500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511);

/**
 * An HTTP answer thrown as an error: `throw new HttpError(404)`. People get the
 * `_404` or `_error` page, programs get problem JSON (RFC 9457).
 */
export class HttpError extends Error {
  /** The HTTP status code. */
  status: ErrorStatus;

  /**
   * Stops the request with a status.
   *
   * @param status The HTTP status code
   * @param message What went wrong, shown to the client: no secrets
   * @param options `cause` is logged and never shown
   */
  constructor(status: ErrorStatus, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpError";
    this.status = status;
  }
}
