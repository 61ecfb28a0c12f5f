use std::fs;
use std::process::Command;

/// Sends a signal to processes by their ids.
pub(crate) fn signal(name: &str, pids: &[u32]) {
    let pids: Vec<_> = pids.iter().map(u32::to_string).collect();
    // The shell's own `kill`: not every machine has one on its disk.
    let kill = format!("kill -{name} {}", pids.join(" "));
    let sent = Command::new("sh").args(["-c", &kill]).status();
    assert!(sent.expect("a shell").success(), "{kill}");
}

/// A process and its children: a PostgreSQL server has one for each connection.
pub(crate) fn family(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").expect("the process table");
    let ids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let children = ids.filter(|id| parent_of(*id) == Some(parent));
    std::iter::once(parent).chain(children).collect()
}

/// The second field behind the name, which is in parentheses: see proc(5).
fn parent_of(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}
