import { useComputed, useSignal } from "@preact/signals";
import { isOwnMachine } from "@/lib/base/mod.ts";
import { SHEET_WORDS } from "@/lib/i18n/mod.ts";
import { copyText } from "../later/copy_text.ts";
import { useRoom, useSay } from "../room_context.ts";
import { inviteLinks } from "./invite_links.ts";
import { QrCode } from "./QrCode.tsx";
import { Sheet } from "./Sheet.tsx";
import { useAddresses } from "./use_addresses.ts";

/** What friends need to come: a link, a code to scan, and the room's name. */
export function InviteSheet({ atS = null }: { readonly atS?: number | null }) {
  const { session } = useRoom();
  const t = useSay(SHEET_WORDS);
  const addresses = useAddresses();
  const chosen = useSignal(0);
  const said = useSignal("");
  const { room } = session;
  const links = useComputed(() =>
    inviteLinks(addresses.value, { here: location.href, room, atS })
  );
  const link = useComputed(() =>
    (links.value[chosen.value] ?? links.value[0])?.href ?? ""
  );
  const copy = async () => {
    said.value = t(await copyText(link.value) ? "copied" : "copyByHand");
  };
  const share = () => {
    // Who closes the list of apps has changed their mind.
    navigator.share({ title: t("inviteTo", { room }), url: link.value })
      .catch(() => {});
  };
  return (
    <Sheet name="invite" title={t("invite")}>
      <p class="muted">{t("inviteLead")}</p>
      <div class="invite">
        <QrCode text={link.value} label={t("qrOf", { link: link.value })} />
        <div class="invite-more">
          <p>
            <span class="muted">{t("room")}</span> <bdi>{room}</bdi>
          </p>
          {links.value.length > 1 && (
            <fieldset>
              <legend class="muted">{t("address")}</legend>
              {links.value.map(({ href, from }, index) => (
                <label key={href}>
                  <input
                    type="radio"
                    name="invite-link"
                    checked={link.value === href}
                    onChange={() => {
                      chosen.value = index;
                      said.value = "";
                    }}
                  />
                  <span>
                    {t(from)} <bdi class="muted">{new URL(href).host}</bdi>
                  </span>
                </label>
              ))}
            </fieldset>
          )}
        </div>
      </div>
      <label>
        <span class="sr">{t("link")}</span>
        <input
          class="field pick"
          readOnly
          value={link.value}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      {isOwnMachine(new URL(link.value || location.href).hostname) && (
        <p class="warn">
          {t(addresses.value.isLoopback ? "onlyLoopback" : "onlyHere")}
        </p>
      )}
      <div class="sheet-row">
        <button type="button" class="btn primary" onClick={copy}>
          {t("copyLink")}
        </button>
        {typeof navigator.share === "function" && (
          <button type="button" class="btn" onClick={share}>
            {t("share")}
          </button>
        )}
        <p role="status">{said}</p>
      </div>
      <OtherPlace field="u" />
      <OtherPlace field="room" />
    </Sheet>
  );
}

/** A way into another room under the same name, or into this one under another. */
function OtherPlace({ field }: { readonly field: "u" | "room" }) {
  const { session } = useRoom();
  const t = useSay(SHEET_WORDS);
  const isName = field === "u";
  // As it was given on the way in: in the room it may have got a number behind it.
  const given = new URLSearchParams(location.search).get("u")?.trim();
  const name = given || (session.me.value?.name ?? "");
  return (
    <form
      class="sheet-row"
      method="get"
      action="/"
      onSubmit={(event) => {
        const said = event.currentTarget.querySelector(".field");
        const text = said instanceof HTMLInputElement ? said.value : "";
        // Nobody is sent out and in again for what is so already.
        if (isName && ["", name].includes(text.trim())) event.preventDefault();
      }}
    >
      <input
        type="hidden"
        name={isName ? "room" : "u"}
        value={isName ? session.room : name}
      />
      <label class="sheet-grow">
        {t(isName ? "myName" : "otherRoom")}
        <input
          class="field"
          name={field}
          maxLength={128}
          autocomplete={isName ? "nickname" : "off"}
          defaultValue={isName ? name : ""}
        />
      </label>
      <button type="submit" class="btn">{t(isName ? "rename" : "go")}</button>
    </form>
  );
}
