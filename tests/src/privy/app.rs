/// The app that the fake knows.
pub const APP_ID: &str = "cl0000000000000000000app";

/// Its secret; a canary, so that no output may hold it.
pub const APP_SECRET: &str = "canaryPrivySecret0123456789";
