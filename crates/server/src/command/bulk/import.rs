use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::thread;
use std::time::Duration;

use directory::{Database, Totals};
use tokio::sync::mpsc;
use tokio::time::sleep;

use crate::cli_error::CliError;
use crate::command::bulk::arguments::Import;
use crate::command::bulk::line::Head;
use crate::command::bulk::open;
use crate::command::bulk::progress::Progress;
use crate::command::bulk::reader::{Part, Reader};
use crate::command::text::{counted, one_line};
use crate::listener::Signals;
use crate::settings::Settings;
use crate::system::System;
use crate::{key_secret, keys, output};

/// Parts that are read ahead of the database.
const PARTS_AHEAD: usize = 2;

/// Between two batches, for others that wait to write to a file: SQLite has them look every 100 ms whether they may.
const TURN_OF_OTHERS: Duration = Duration::from_millis(110);

/// Longest reason of a line that is printed, in characters: names of fields may be anything.
const MAX_REASON_CHARS: usize = 300;

impl Import {
    pub(crate) async fn run(self, settings: &Settings, operator: &str) -> Result<String, CliError> {
        let Self { file, max_errors } = self;
        let (input, size) = open_input(&file)?;
        let system = System {
            database: open::for_import(settings).await?.operated_by(operator),
            recoup: None,
            hasher: keys::hasher(settings),
        };
        key_secret::check(&system).await?;
        let signals = Signals::listen();
        let mut signals =
            signals.map_err(|error| CliError::of("signals cannot be handled", &error))?;
        let mut run = Run {
            database: system.database.clone(),
            name: file.display().to_string(),
            max_errors: max_errors.get(),
            progress: Progress::new(size),
            done: Done::default(),
        };
        let mut source = Source::of(input);
        let imported = signals.or_stop(run.import(&mut source, &system)).await;
        run.progress.clear();
        system.database.close().await;
        let done = &run.done;
        let summary = format!(
            "imported {}; {} there already; {} refused\n",
            done.added,
            were(done.equal),
            were(done.refused)
        );
        let outcome = imported.unwrap_or_else(|| Err(format!("interrupted{}", done.resume())));
        let Err(failure) = outcome.and_then(|()| done.verdict()) else {
            return Ok(summary);
        };
        output::print(&summary)
            .map_err(|error| CliError::of("stdout cannot be written", &error))?;
        Err(CliError::Other(failure))
    }
}

/// What is done so far.
#[derive(Default)]
struct Done {
    added: Totals,
    equal: u64,
    refused: u64,
    last_line: u64,
}

impl Done {
    fn verdict(&self) -> Result<(), String> {
        match self.refused {
            0 => Ok(()),
            count => Err(format!(
                "{} refused, the others are in the database: fix those and run the same command again",
                were(count)
            )),
        }
    }

    /// To be read after what stopped the import.
    fn resume(&self) -> String {
        let line = self.last_line;
        format!(
            "; the lines up to {line} are done: run the same command again to continue, what is in the database is skipped"
        )
    }
}

struct Run {
    database: Database,
    name: String,
    max_errors: u64,
    progress: Progress,
    done: Done,
}

impl Run {
    async fn import(&mut self, source: &mut Source, system: &System) -> Result<(), String> {
        let head = source.head().await;
        let head = head.map_err(|error| format!("{}: {error}", self.name))?;
        if let Some(warning) = other_secret(&head, system) {
            output::warn(&warning);
        }
        let stopped = loop {
            match source.part().await {
                Ok(None) => break None,
                Ok(Some(part)) => {
                    if let Err(error) = self.store(part).await {
                        break Some(error);
                    }
                    if self.database.is_local() {
                        sleep(TURN_OF_OTHERS).await;
                    }
                }
                Err(error) => break Some(format!("{}: {error}", self.name)),
            }
        };
        if let Some(error) = stopped {
            return Err(format!("{error}{}", self.done.resume()));
        }
        self.check_length(&head)
    }

    /// Stores a part of the file, and reports the lines that are refused.
    async fn store(&mut self, part: Part) -> Result<(), String> {
        let stored = self.database.import(&part.batch).await;
        let stored = stored.map_err(|error| {
            let error = crate::error_chain::chain(&error);
            format!("the database cannot be written: {error}")
        })?;
        let done = &mut self.done;
        done.added += stored.added;
        done.equal += stored.equal;
        done.last_line = part.last_line;
        let mut refused = part.refused;
        refused.extend(stored.refused);
        refused.sort_unstable();
        for (line, reason) in refused {
            self.progress.clear();
            let reason = one_line(&reason)
                .chars()
                .take(MAX_REASON_CHARS)
                .collect::<String>();
            output::remark(&format!("line {line}: {reason}"));
            done.refused += 1;
            if done.refused >= self.max_errors {
                return Err(format!(
                    "given up after {} refused (--max-errors)",
                    were(done.refused)
                ));
            }
        }
        self.progress.show(part.last_line, part.bytes);
        Ok(())
    }

    /// Fails when the file is shorter than its head says.
    fn check_length(&self, head: &Head) -> Result<(), String> {
        let found = self.done.last_line.saturating_sub(1);
        match head.lines {
            Some(expected) if expected != found => Err(format!(
                "{}: by the head there are {expected} lines behind it, found {found}: the file is not complete; if it was edited on \
                 purpose, remove `lines` from the head",
                self.name
            )),
            _ => Ok(()),
        }
    }
}

/// Keys work only with the secret that they are hashed with.
fn other_secret(head: &Head, system: &System) -> Option<String> {
    let secret = head.key_secret.as_deref()?;
    let hasher = &system.hasher;
    let ours = [Some(hasher.fingerprint()), hasher.previous_fingerprint()];
    let is_ours = |ours: &_| secret == format!("{ours}");
    if ours.iter().flatten().any(is_ours) {
        return None;
    }
    Some(format!(
        "the keys in the file are hashed with another secret than ACCOUNTS_KEY_SECRET (fingerprints {} and {}): they are refused until \
         that one is set, as ACCOUNTS_KEY_SECRET or as ACCOUNTS_KEY_SECRET_PREVIOUS",
        one_line(secret),
        hasher.fingerprint()
    ))
}

fn were(count: u64) -> String {
    counted(count, "line was", "lines were")
}

/// The file or stdin, and the size where it is known.
fn open_input(path: &Path) -> Result<(Box<dyn BufRead + Send>, Option<u64>), CliError> {
    if path == Path::new("-") {
        return Ok((Box::new(BufReader::new(io::stdin())), None));
    }
    let failed = |error| CliError::of(path.display(), &error);
    let file = File::open(path).map_err(failed)?;
    let found = file.metadata().map_err(failed)?;
    let size = found.is_file().then_some(found.len());
    Ok((Box::new(BufReader::with_capacity(1 << 16, file)), size))
}

/// The lines of the input, which are read on a thread of their own: a signal must not wait for a pipe in which nothing comes.
struct Source {
    head: mpsc::Receiver<Result<Head, String>>,
    parts: mpsc::Receiver<io::Result<Part>>,
}

impl Source {
    fn of(input: Box<dyn BufRead + Send>) -> Self {
        let (head_sender, head) = mpsc::channel(1);
        let (sender, parts) = mpsc::channel(PARTS_AHEAD);
        thread::spawn(move || {
            let mut reader = Reader::new(input);
            let head = reader.head().unwrap_or_else(|error| Err(error.to_string()));
            let is_good = head.is_ok();
            // Nobody waits for it any more when sending fails.
            head_sender.blocking_send(head).ok();
            while is_good && let Some(part) = reader.part().transpose() {
                let failed = part.is_err();
                if sender.blocking_send(part).is_err() || failed {
                    return;
                }
            }
        });
        Self { head, parts }
    }

    async fn head(&mut self) -> Result<Head, String> {
        let head = self.head.recv().await;
        head.unwrap_or_else(|| Err("it cannot be read".to_owned()))
    }

    async fn part(&mut self) -> io::Result<Option<Part>> {
        self.parts.recv().await.transpose()
    }
}
