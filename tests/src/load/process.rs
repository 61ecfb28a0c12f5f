use std::fs;
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit, setrlimit};

/// Lets this process open as many files as it may: most are started with a lower limit.
pub fn raise_open_files() {
    let maximum = getrlimit(Resource::Nofile).maximum;
    let raised = Rlimit {
        current: maximum,
        maximum,
    };
    setrlimit(Resource::Nofile, raised).expect("a process may");
}

/// Changes how many files a server of ours may have open; answers how many it was. It may have as many as we may.
pub fn limit_open_files(process: u32, files: u64) -> u64 {
    let pid = Pid::from_raw(process.try_into().expect("a process id"));
    let limit = Rlimit {
        current: Some(files),
        maximum: getrlimit(Resource::Nofile).maximum,
    };
    let before = prlimit(pid, Resource::Nofile, limit).expect("a process of ours");
    before.current.expect("a limit")
}

/// What a process holds in memory, in bytes (`VmRSS` in proc(5)).
pub fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("a running process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kilobytes: u64 = kilobytes.and_then(|text| text.parse().ok()).expect("kB");
    kilobytes * 1024
}

/// How many files, sockets and so on a process has open.
pub fn open_files(process: u32) -> u64 {
    let files = fs::read_dir(format!("/proc/{process}/fd")).expect("a running process");
    files.count() as u64
}

/// What a process has used of the processors, in user and in system mode (`utime`, `stime` in proc(5), in hundredths of a second).
pub fn processor_time(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("a running process");
    // The name in parentheses may hold anything.
    let (_, rest) = stat.rsplit_once(')').expect("a name");
    let fields = rest.split_whitespace().skip(11).take(2);
    let ticks: u64 = fields
        .map(|field| field.parse::<u64>().expect("ticks"))
        .sum();
    Duration::from_millis(ticks * 10)
}
