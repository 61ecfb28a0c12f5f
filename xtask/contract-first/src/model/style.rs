/// How values become text (OpenAPI 3.1.1, Style Values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;p=a,b`
    Matrix,
    /// `p=a,b`, or `p=a&p=b` when exploded.
    Form,
    /// `p=a%20b`
    SpaceDelimited,
    /// `p=a%7Cb`
    PipeDelimited,
    /// `p[a]=1&p[b]=2`
    DeepObject,
}

impl Style {
    const ALL: [Self; 7] = [
        Self::Simple,
        Self::Label,
        Self::Matrix,
        Self::Form,
        Self::SpaceDelimited,
        Self::PipeDelimited,
        Self::DeepObject,
    ];

    /// The style that `style` names.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }

    /// As OpenAPI writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Label => "label",
            Self::Matrix => "matrix",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_found_by_their_names() {
        let names = "simple label matrix form spaceDelimited pipeDelimited deepObject";
        let found: Vec<_> = names.split(' ').filter_map(Style::of_name).collect();
        assert_eq!(found, Style::ALL);
        assert_eq!(Style::of_name("csv"), None);
    }
}
