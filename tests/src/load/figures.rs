use std::collections::BTreeMap;
use std::time::Duration;

/// What clients saw: how often each status, and how long the answers took.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// By status, in the order in which they came.
    times: BTreeMap<u16, Vec<Duration>>,
    /// What went wrong with requests that were sent.
    pub failures: Vec<String>,
    /// Why there was no connection.
    pub refused: Vec<String>,
}

impl Figures {
    /// One answer more.
    pub fn answered(&mut self, status: u16, took: Duration) {
        self.times.entry(status).or_default().push(took);
    }

    /// How many answers there were with a status.
    pub fn count(&self, status: u16) -> usize {
        self.times.get(&status).map_or(0, Vec::len)
    }

    /// How many answers there were.
    pub fn total(&self) -> usize {
        self.times.values().map(Vec::len).sum()
    }

    /// The time within which a part of the answers with a status came: 0.99 for all but one in a hundred. Zero when there was none.
    pub fn percentile(&self, status: u16, part: f64) -> Duration {
        let mut times = self.times.get(&status).cloned().unwrap_or_default();
        times.sort_unstable();
        let index = (times.len().saturating_sub(1) as f64 * part).round() as usize;
        times.get(index).copied().unwrap_or_default()
    }

    /// Fails unless every request was answered with one of these statuses.
    #[track_caller]
    pub fn assert_only(&self, statuses: &[u16]) {
        let strange = self.times.keys().any(|status| !statuses.contains(status));
        let well = !strange && self.failures.is_empty() && self.refused.is_empty();
        assert!(well, "{}", self.summary());
    }

    /// `120 x 200, 3 x 503, 0 cut off, 0 not connected`, and the first of what went wrong.
    pub fn summary(&self) -> String {
        let answers = self
            .times
            .iter()
            .map(|(status, times)| format!("{} x {status}, ", times.len()));
        let mut summary: String = answers.collect();
        let (failures, refused) = (self.failures.len(), self.refused.len());
        summary.push_str(&format!("{failures} cut off, {refused} not connected"));
        for wrong in self.failures.iter().chain(&self.refused).take(3) {
            summary.push_str(&format!("; {wrong}"));
        }
        summary
    }
}

/// For tables: `12.3`.
pub fn millis(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}
