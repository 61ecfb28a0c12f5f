use crate::settings::definitions::Settings;
use crate::settings::problem::Problem;
use crate::settings::upstream::document::path_shapes;

/// What is wrong with the settings of the upstream in combination, and with the file that they name.
pub(crate) fn cross_checks(settings: &Settings) -> Vec<Problem> {
    let mut problems = Vec::new();
    let Some(upstream) = &settings.upstream else {
        if settings.upstream_document.is_some() {
            problems.push(Problem::of(
                "ACCOUNTS_UPSTREAM_DOCUMENT",
                "it is set, but ACCOUNTS_UPSTREAM is not: no request goes there",
                "set ACCOUNTS_UPSTREAM, or leave this out",
            ));
        }
        return problems;
    };
    let public = settings.public_url.as_ref();
    let is_public = public.is_some_and(|url| upstream.is_origin_of(&url.0));
    let listens_there = |address: std::net::SocketAddr| {
        let ip = address.ip().to_canonical();
        let is_here = ip.is_loopback() || ip.is_unspecified();
        is_here && upstream.is_this_machine() && address.port() == upstream.port()
    };
    let listeners = [Some(settings.listen), settings.admin_listen];
    if is_public || listeners.into_iter().flatten().any(listens_there) {
        problems.push(Problem::of(
            "ACCOUNTS_UPSTREAM",
            "it leads to this server itself (ACCOUNTS_PUBLIC_URL, ACCOUNTS_LISTEN or ACCOUNTS_ADMIN_LISTEN)",
            "name the address of the server that has the rest of the API",
        ));
    }
    problems.extend(path_shapes(settings).err());
    problems
}
