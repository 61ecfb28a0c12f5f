use super::body::Content;

/// What the service may answer.
pub struct Response {
    /// `200`, `4XX`, `default`.
    pub code: String,
    /// The statuses that it is for, both ends included.
    pub statuses: (u16, u16),
    pub success: bool,
    pub content: Option<Content>,
    pub text: String,
}
