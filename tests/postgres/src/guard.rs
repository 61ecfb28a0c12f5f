use std::path::Path;
use std::process::{Child, Stdio};

use crate::user::User;

/// What a process of its own does once our end of its pipe closes, with the test process or before: end the server by the id that
/// it wrote down, and remove the folder. Stopped processes take no signal but that which wakes them.
const SCRIPT: &str = r#"
read -r _
pid=$(head -n 1 "$1" 2>/dev/null)
if [ -n "$pid" ]; then
    kill -QUIT "$pid" 2>/dev/null
    kill -CONT "$pid" 2>/dev/null
    tries=0
    while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 200 ]; do
        tries=$((tries + 1))
        sleep 0.05
    done
fi
folder=$PWD
cd /
rm -rf "$folder"
"#;

/// Sees to it that nothing is left behind.
pub(crate) struct Guard(Child);

impl Guard {
    /// `pid_file` is where the server writes its id, below `folder`.
    pub(crate) fn of(folder: &Path, pid_file: &str, user: User) -> Self {
        let mut shell = user.command("/bin/sh");
        shell
            .args(["-c", SCRIPT, "guard", pid_file])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // A signal to the test run, such as Ctrl-C in a terminal, must not reach it.
        std::os::unix::process::CommandExt::process_group(&mut shell, 0);
        Self(shell.spawn().expect("a shell"))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        self.0.wait().ok();
    }
}
