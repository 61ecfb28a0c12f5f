use std::io::{self, BufWriter, Write};
use std::path::Path;

use directory::{Snapshot, Totals};

use crate::cli_error::CliError;
use crate::command::bulk::arguments::Export;
use crate::command::bulk::line::{First, Head, VERSION};
use crate::command::bulk::new_file::NewFile;
use crate::command::bulk::open;
use crate::command::bulk::progress::Progress;
use crate::listener::Signals;
use crate::output;
use crate::settings::Settings;

impl Export {
    pub(crate) async fn run(self, settings: &Settings) -> Result<String, CliError> {
        let (database, totals) = if self.file == Path::new("-") {
            let database = open::for_export(settings).await?;
            let mut out = BufWriter::new(io::stdout().lock());
            let snapshot = database.snapshot().await.map_err(unreadable)?;
            let totals = write(snapshot, &mut out).await?;
            out.flush().map_err(unwritable)?;
            (database, totals)
        } else {
            let mut file = NewFile::create(&self.file, self.force)?;
            let signals = Signals::listen();
            let mut signals =
                signals.map_err(|error| CliError::of("signals cannot be handled", &error))?;
            let database = open::for_export(settings).await?;
            let snapshot = database.snapshot().await.map_err(unreadable)?;
            let written = signals.or_stop(write(snapshot, &mut file)).await;
            let interrupted = || CliError::Other("interrupted; nothing was written".to_owned());
            let totals = written.ok_or_else(interrupted)??;
            file.finish()?;
            (database, totals)
        };
        database.close().await;
        output::remark(&format!("exported {totals}"));
        Ok(String::new())
    }
}

/// Writes a line for each record. Memory holds a page of them.
async fn write(mut snapshot: Snapshot, out: &mut impl Write) -> Result<Totals, CliError> {
    let (totals, key_secret) = snapshot.totals().await.map_err(unreadable)?;
    let head = First::Head(Head {
        version: VERSION,
        lines: Some(totals.all()),
        key_secret,
    });
    write_line(&head, out)?;
    let mut progress = Progress::new(Some(totals.all()));
    let mut lines = 0;
    loop {
        let records = snapshot.next().await.map_err(unreadable)?;
        if records.is_empty() {
            break;
        }
        for record in &records {
            write_line(record, out)?;
        }
        lines += records.len() as u64;
        progress.show(lines, lines);
    }
    progress.clear();
    Ok(totals)
}

fn write_line(line: &impl serde::Serialize, out: &mut impl Write) -> Result<(), CliError> {
    serde_json::to_writer(&mut *out, line).map_err(|error| unwritable(error.into()))?;
    out.write_all(b"\n").map_err(unwritable)
}

fn unreadable(error: accounts::DirectoryError) -> CliError {
    CliError::of("the database cannot be exported", &error)
}

fn unwritable(error: io::Error) -> CliError {
    CliError::of("the export cannot be written", &error)
}
