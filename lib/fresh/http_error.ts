/**
 * An HTTP answer thrown as an error: `throw new HttpError(404)`. People get the
 * `_404` or `_error` page, programs get problem JSON (RFC 9457).
 */
export class HttpError extends Error {
  /** The HTTP status code, 400..599. */
  status: number;

  /**
   * @param status The HTTP status code, 400..599
   * @param message What went wrong, shown to the client: no secrets
   * @param options `cause` is logged and never shown
   */
  constructor(status: number, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpError";
    this.status = status;
  }
}
