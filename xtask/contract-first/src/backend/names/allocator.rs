use std::collections::HashSet;

use super::convention::Convention;

/// The names of one scope. They are legal and differ from each other; the same document always gets the same ones.
///
/// All names are ASCII, so that names which Python or Rust take for one (they compare normalised) are one here, too.
#[derive(Default)]
pub struct NameAllocator {
    taken: HashSet<String>,
}

impl NameAllocator {
    /// The name of a text; a number follows it where another text has that name already.
    pub fn allocate(&mut self, convention: &Convention, text: &str) -> String {
        self.allocate_spelled(convention, convention.spell(text))
    }

    fn allocate_spelled(&mut self, convention: &Convention, name: String) -> String {
        let stem = name.trim_end_matches('_');
        let mut candidate = name.clone();
        let mut count = 2;
        while convention.is_reserved(&candidate) || !self.taken.insert(candidate.clone()) {
            candidate = format!("{stem}{}{count}", convention.before_number);
            count += 1;
        }
        convention.written(candidate)
    }

    /// The names of several texts. Those that are names as they stand keep themselves, whatever comes before them.
    pub fn allocate_all(&mut self, convention: &Convention, texts: &[&str]) -> Vec<String> {
        let spelled: Vec<_> = texts.iter().map(|text| convention.spell(text)).collect();
        let mut names = vec![String::new(); texts.len()];
        for exact in [true, false] {
            for (place, spelled) in spelled.iter().enumerate() {
                if (spelled == texts[place]) == exact {
                    names[place] = self.allocate_spelled(convention, spelled.clone());
                }
            }
        }
        names
    }
}
