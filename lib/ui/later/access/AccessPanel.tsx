import { useComputed } from "@preact/signals";
import { ACCESS_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../../room_context.ts";
import { BanList } from "./BanList.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { PeopleList } from "./PeopleList.tsx";
import { RightsFields } from "./RightsFields.tsx";
import { SureButton } from "./SureButton.tsx";

/** Whose room it is, who may do what, and what the owner can set. */
export function AccessPanel() {
  const { session, tell } = useRoom();
  const t = useSay(ACCESS_WORDS);
  const role = useComputed(() => {
    const id = session.me.value?.id ?? "";
    return session.rows.value.get(id)?.value.role ?? "viewer";
  });
  const { owner } = session.access.value;
  if (owner === null) {
    return (
      <div class="acc">
        <p>{t("nobodys")}</p>
        <p class="muted">{t("claimHelp")}</p>
        <button
          type="button"
          class="btn"
          onClick={() => tell(session.wish({ type: "claim" }))}
        >
          {t("claim")}
        </button>
      </div>
    );
  }
  const isMine = role.value === "owner";
  const maySendOut = isMine || role.value === "deputy";
  return (
    <div class="acc">
      <p role="status">
        <bdi>{isMine ? t("mine") : t("ownedBy", { name: owner })}</bdi>
      </p>
      {role.value === "deputy" && <p class="muted">{t("deputy")}</p>}
      {isMine && <PasswordForm />}
      <RightsFields isMine={isMine} />
      {maySendOut && <PeopleList isMine={isMine} />}
      {isMine && <BanList />}
      {isMine && (
        <section>
          <p class="muted">{t("releaseHelp")}</p>
          <SureButton
            label={t("release")}
            onSure={() => tell(session.wish({ type: "release" }))}
          />
        </section>
      )}
    </div>
  );
}
