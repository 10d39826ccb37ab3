import type { Database } from '@consilium/database';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Interaction, Provider } from 'oidc-provider';
import { requireOwnHost } from './canonical-host.ts';
import { listConsortia } from './consortia.ts';
import { listDemoUsers } from './demo-users.ts';
import { AccessDeniedError } from './errors.ts';
import { chooseLanguage, type Language, languageCookie } from './language.ts';
import { renderExpired } from './oidc-pages.ts';
import { PAGE_POLICY } from './page.ts';
import { signInDemoUser, signInWithPassword } from './sign-in.ts';
import { renderSignInPage } from './sign-in-page.ts';
import { SIGN_IN_TEXTS } from './sign-in-texts.ts';

export interface SignInRoutesOptions {
  readonly database: Database;
  readonly provider: Provider;
  readonly origin: string;
  readonly demo: boolean;
}

/** `/oidc/interaction/:uid`: where the provider sends a browser that has to sign in. */
export async function signInRoutes(app: FastifyInstance, { database, provider, origin, demo }: SignInRoutesOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 8192 }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
  app.addHook('onRequest', async (request, reply) => {
    requireOwnHost(request, origin);
    reply.headers({ 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-store' });
  });

  app.get('/oidc/interaction/:uid', { config: { public: true } }, async (request, reply) => {
    const interaction = await openInteraction(request, reply);
    if (!interaction) return expired(request, reply);
    // the platform's own client needs no consent: where one is asked for, it is given
    if (interaction.prompt.name === 'consent') return finish(request, reply, { consent: {} });
    return show(request, reply, interaction, {});
  });

  app.post('/oidc/interaction/:uid', { config: { public: true } }, async (request, reply) => {
    // the interaction's cookie is SameSite=Lax and so absent from a foreign form; this refuses one all the same
    const { origin: from } = request.headers;
    if (from !== undefined && from !== origin)
      throw new AccessDeniedError(`a sign-in sent from ${from}: use the sign-in page of ${origin}`);
    const interaction = await openInteraction(request, reply);
    if (interaction?.prompt.name !== 'login') return expired(request, reply);
    const form = request.body as URLSearchParams;
    const options = { database, demo, address: request.ip };
    const texts = SIGN_IN_TEXTS[languageOf(request, interaction)];

    const demoName = form.get('demo');
    if (demoName !== null) {
      const user = await signInDemoUser(options, demoName);
      if (!user) return show(request, reply, interaction, { status: 403, alert: texts.wrong });
      return finish(request, reply, { login: { accountId: user.id, remember: false } });
    }
    const userName = form.get('user')?.trim() ?? '';
    const password = form.get('password') ?? '';
    if (!userName || !password) return show(request, reply, interaction, { status: 400, userName, alert: texts.missing });
    const result = await signInWithPassword(options, userName, password);
    if ('user' in result) return finish(request, reply, { login: { accountId: result.user.id, remember: false } });
    if (result.refused !== 'wait') return show(request, reply, interaction, { status: 403, userName, alert: texts[result.refused] });
    reply.header('retry-after', String(result.seconds));
    return show(request, reply, interaction, { status: 429, userName, alert: texts.wait(result.seconds) });
  });

  /** The sign-in that this browser is in the middle of; undefined when its cookie is missing, expired or another's. */
  async function openInteraction(request: FastifyRequest, reply: FastifyReply): Promise<Interaction | undefined> {
    try {
      const interaction = await provider.interactionDetails(request.raw, reply.raw);
      return interaction.uid === (request.params as { uid: string }).uid ? interaction : undefined;
    } catch (error) {
      if ((error as Error).name === 'SessionNotFound') return undefined;
      throw error;
    }
  }

  async function finish(request: FastifyRequest, reply: FastifyReply, result: Readonly<Record<string, unknown>>): Promise<FastifyReply> {
    return reply.redirect(
      await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: 'consent' in result }),
      303,
    );
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    interaction: Interaction,
    { status = 200, ...page }: { status?: number; userName?: string; alert?: string },
  ): Promise<FastifyReply> {
    const language = languageOf(request, interaction);
    const [consortia, demoUsers] = await database.platformTransaction(
      async (transaction) => [await listConsortia(transaction), demo ? await listDemoUsers(transaction) : undefined] as const,
    );
    const place = consortia.length === 1 ? consortia[0]?.name[language] : undefined;
    if ((request.query as { lang?: string }).lang) reply.header('set-cookie', languageCookie(language));
    const body = renderSignInPage({
      language,
      place,
      path: `/oidc/interaction/${interaction.uid}`,
      demoUsers: demoUsers?.length ? demoUsers : undefined,
      ...page,
    });
    return reply.code(status).type('text/html; charset=utf-8').send(body);
  }
}

const languageOf = (request: FastifyRequest, interaction?: Interaction): Language =>
  chooseLanguage({
    query: (request.query as { lang?: string }).lang,
    uiLocales: interaction?.params.ui_locales,
    cookies: request.headers.cookie,
  });

const expired = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply
    .code(400)
    .type('text/html; charset=utf-8')
    .send(renderExpired(languageOf(request)));
