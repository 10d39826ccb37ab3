import type { ProviderContext } from 'oidc-provider';
import { chooseLanguage, type Language } from './language.ts';
import { Html, html, renderPage, SUBMIT_SCRIPT } from './page.ts';
import { SIGN_IN_TEXTS, type SignInTexts } from './sign-in-texts.ts';

/**
 * Sign-out. A page that shows a valid ID token of this very session has been asked already (the workbench's button): the
 * form submits itself. Anybody else is asked here, so that no foreign link signs people out.
 */
export async function renderSignOut(context: ProviderContext, form: string): Promise<void> {
  const { entities, session } = context.oidc;
  const asked = entities.IdTokenHint?.payload.sub !== undefined && entities.IdTokenHint.payload.sub === session.accountId;
  const inputs = '<input type="hidden" name="logout" value="yes">';
  render(context, ({ signOut }) => ({
    title: signOut.title,
    content: html`<section><h1>${signOut.title}</h1><p class="sub">${signOut.explanation}</p>
${new Html(form.replace('</form>', `${inputs}</form>`))}
<p class="actions"><button class="button" type="submit" form="op.logoutForm">${signOut.button}</button></p>
${asked ? html`<script>${new Html(SUBMIT_SCRIPT)}</script>` : html`<p class="actions"><a href="/">${signOut.back}</a></p>`}</section>`,
  }));
}

export async function renderSignedOut(context: ProviderContext): Promise<void> {
  render(context, ({ signedOut }) => ({ title: signedOut.title, content: message(signedOut) }));
}

/** An error of the protocol, such as an unknown redirect address; what the provider says of it is for whoever mends it. */
export async function renderOidcError(context: ProviderContext, out: Readonly<Record<string, unknown>>): Promise<void> {
  render(context, ({ error }) => ({ title: error.title, content: message(error, `${out.error}: ${out.error_description ?? ''}`) }));
}

/** The sign-in that a page belonged to is over or unknown. */
export function renderExpired(language: Language): string {
  const { expired } = SIGN_IN_TEXTS[language];
  return renderPage({ language, title: expired.title, content: message(expired) });
}

const message = (text: { title: string; explanation: string; again: string }, detail?: string): Html =>
  html`<section><h1>${text.title}</h1><p class="sub">${text.explanation}</p>${detail && html`<p class="facts small">${detail}</p>`}
<p class="actions"><a class="button" href="/">${text.again}</a></p></section>`;

function render(context: ProviderContext, page: (texts: SignInTexts) => { title: string; content: Html }): void {
  const language = chooseLanguage({
    query: context.query.lang,
    uiLocales: context.oidc.params?.ui_locales ?? context.query.ui_locales,
    cookies: context.req.headers.cookie,
  });
  context.type = 'html';
  context.body = renderPage({ language, ...page(SIGN_IN_TEXTS[language]) });
}
