use std::fs;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

/// The user that PostgreSQL runs as.
#[derive(Clone, Copy, Debug)]
pub(crate) enum User {
    /// The one who runs the tests.
    Ourselves,
    /// Another one, by the ids of user and group.
    Other(u32, u32),
}

impl User {
    /// `nobody` for root, and for everybody else themselves. `folder` is one that was just made.
    pub(crate) fn owning(folder: &Path) -> Self {
        let uid = folder.metadata().expect("it is there").uid();
        if uid != 0 {
            return Self::Ourselves;
        }
        let (uid, gid) = nobody();
        chown(folder, Some(uid), Some(gid)).expect("root may give it away");
        Self::Other(uid, gid)
    }

    /// A program, run as this user.
    pub(crate) fn command(self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        if let Self::Other(uid, gid) = self {
            command.uid(uid).gid(gid);
        }
        command
    }
}

fn nobody() -> (u32, u32) {
    let users = fs::read_to_string("/etc/passwd").expect("the users of this machine");
    let line = users.lines().find(|line| line.starts_with("nobody:"));
    let line = line.expect("the user `nobody`: PostgreSQL does not run as root");
    let mut fields = line.split(':').skip(2).map(str::parse);
    let mut id = || fields.next().expect("a field").expect("a number");
    (id(), id())
}
