import { interfacesHere, invitationOf } from "@/lib/addresses.ts";
import { define } from "@/lib/state.ts";
import { addressOf } from "@/lib/visitor.ts";

/** `/api/addresses`: what goes into an invitation, for our own page alone. */
export const handler = define.handlers({
  GET({ url, info, state }) {
    const { host, port, tls, publicUrl } = state.config;
    const place = {
      host,
      // Port 0 took a free one, which only the request knows.
      port: port === 0 ? Number(url.port) : port,
      isTls: tls !== null,
      publicUrl,
    };
    const invitation = invitationOf(
      place,
      interfacesHere(),
      { askedAt: url.hostname, askedFrom: addressOf(info) },
    );
    return Response.json(invitation, {
      headers: { "cache-control": "no-store" },
    });
  },
});
