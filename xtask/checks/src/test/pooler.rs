use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use contract_first::project::Project;

use super::log::Log;
use super::postgres::{apt_install, ensure_installed, tests};
use super::rust::counted;

/// The release of Debian whose PgBouncer is built: the oldest with one that keeps track of prepared statements.
const RELEASE: &str = "trixie";

/// What names the archive of a release of PgBouncer, where Debian's cannot be had.
const VARIABLE: &str = "PGBOUNCER_SOURCE";

/// Replicas behind a newer PgBouncer than Debian 12 has, built from its source: with prepared statements in the pooler, and without.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    ensure_installed(log)?;
    let folder = project.root().join("target/tools/pgbouncer");
    let program = match built(&folder) {
        Some(program) => program,
        None => build(&folder, log)?,
    };
    let mut replicas = tests(project.root(), &["replicas"]);
    log.run(
        replicas
            .env("PGBOUNCER", &program)
            .args(["--", "--nocapture", "pooled"]),
    )?;
    let version = Command::new(&program).arg("--version").output()?;
    let version = String::from_utf8(version.stdout)?;
    let version = version.lines().next().unwrap_or_default();
    Ok(format!("{version}, {}", counted(log)?))
}

/// What an earlier run built.
fn built(folder: &Path) -> Option<PathBuf> {
    let inside = fs::read_dir(folder).ok()?;
    let programs = inside.filter_map(|entry| Some(entry.ok()?.path().join("pgbouncer")));
    programs.into_iter().find(|program| program.is_file())
}

fn build(folder: &Path, log: &mut Log) -> Result<PathBuf> {
    apt_install(log, &["gcc", "libevent-dev", "make", "pkg-config"])?;
    fs::create_dir_all(folder)?;
    let archive = match std::env::var_os(VARIABLE) {
        Some(archive) => fs::canonicalize(archive)?,
        None => download(folder, log).with_context(|| {
            format!("no source of PgBouncer from Debian: name the archive of a release (.tar.gz) with {VARIABLE}")
        })?,
    };
    log.run(
        Command::new("tar")
            .arg("xf")
            .arg(archive)
            .current_dir(folder),
    )?;
    let source = unpacked(folder)?;
    let mut configure = Command::new("./configure");
    // Neither names nor TLS are looked at here.
    configure.args(["--without-cares", "--without-openssl"]);
    log.run(configure.current_dir(&source))?;
    log.run(Command::new("make").arg("pgbouncer").current_dir(&source))?;
    built(folder).context("make did not build pgbouncer")
}

/// Debian's source package, from where this machine's packages come from, checked by apt against Debian's signature.
fn download(folder: &Path, log: &mut Log) -> Result<PathBuf> {
    let list = folder.join("sources.list");
    let keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
    let mirror = mirror().context("this machine's packages are not Debian's")?;
    fs::write(
        &list,
        format!("deb-src [signed-by={keys}] {mirror} {RELEASE} main\n"),
    )?;
    fs::create_dir_all(folder.join("lists/partial"))?;
    let apt_get = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        for (option, value) in [
            ("Dir::Etc::SourceList", list.display().to_string()),
            ("Dir::Etc::SourceParts", "/dev/null".to_owned()),
            (
                "Dir::State::Lists",
                folder.join("lists").display().to_string(),
            ),
            ("APT::Sandbox::User", "root".to_owned()),
        ] {
            command.args(["--option", &format!("{option}={value}")]);
        }
        command.args(arguments).current_dir(folder);
        command
    };
    log.run(&mut apt_get(&["update"]))?;
    log.run(&mut apt_get(&["source", "--download-only", "pgbouncer"]))?;
    let inside = fs::read_dir(folder)?;
    let mut files = inside.filter_map(|entry| Some(entry.ok()?.path()));
    let archive = files.find(|file| file.to_string_lossy().ends_with(".orig.tar.gz"));
    archive.context("the source package has no archive")
}

/// The first source of Debian's packages that apt knows.
fn mirror() -> Option<String> {
    let lists = fs::read_dir("/etc/apt/sources.list.d")
        .into_iter()
        .flatten();
    let lists = lists.filter_map(|entry| Some(entry.ok()?.path()));
    let texts = lists.chain(["/etc/apt/sources.list".into()]);
    let texts = texts.filter_map(|list| fs::read_to_string(list).ok());
    let words: Vec<_> = texts
        .flat_map(|text| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let mut mirrors = words.into_iter().filter(|word| word.starts_with("http"));
    mirrors.find(|word| word.trim_end_matches('/').ends_with("/debian"))
}

fn unpacked(folder: &Path) -> Result<PathBuf> {
    for entry in fs::read_dir(folder)? {
        let source = entry?.path();
        if source.join("configure").is_file() {
            return Ok(source);
        }
    }
    bail!(
        "the archive contains no `configure`: use the archive of a release, not of the repository"
    )
}
