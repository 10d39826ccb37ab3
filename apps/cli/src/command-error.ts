/** What a person did wrong at the command line, and what to do about it. */
export class CommandError extends Error {}
