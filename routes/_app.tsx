import { requestLanguage, styleText } from "@/lib/ui/mod.ts";
import { define } from "@/lib/state.ts";

/** The document around every page. */
export default define.page(function App({ Component, req, url, state }) {
  const language = requestLanguage({ url, headers: req.headers });
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        {state.ahead?.map((code) => (
          <script dangerouslySetInnerHTML={{ __html: code }} />
        ))}
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-visual"
        />
        <meta name="theme-color" content="#0a0d11" />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="/favicon.ico" sizes="48x48" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <title>17看</title>
        <style dangerouslySetInnerHTML={{ __html: styleText() }} />
      </head>
      <body data-scripts={state.areScriptsLast ? "last" : undefined}>
        <Component />
      </body>
    </html>
  );
});
