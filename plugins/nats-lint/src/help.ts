/** What `--help` prints. */
export const help = `Usage: nats-lint [folder] [options]

Checks a Flux repository with NATS, generated or written by hand: values of the
chart, TLS, streams and consumers, KEDA scalers, and what Flux does with them.
It reads the YAML files below the folder, the current one by default, and
changes nothing. Links are left out, as Flux leaves them out.

Options:
  --format text|json              text: one finding in a line, by default
  --fail-on error|warning|never   what the exit code 1 is for: errors by default,
                                  warnings as well, or nothing
  --ignore <id>[,<id>]            rules whose findings are left out; repeatable;
                                  an id that no rule has is a mistake
  -h, --help                      prints this
  --version                       prints the version

It ends with 0 where nothing was found that it is told to fail on, with 1 where
something was, and with 2 where it could not check everything: a wrong option,
no repository, files that cannot be read.
`;
