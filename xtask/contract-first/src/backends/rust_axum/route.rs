use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::path_pattern::{PathPattern, RouteShape, Specificity, is_plain, looks_like_pattern};
use super::server::Written;
use super::tag::Tags;
use crate::backend::OrFalse;
use crate::backend::names::literal;
use crate::model::Operation;

/// The routes of a contract.
///
/// The router takes whole segments only, and one path of each shape. Where paths are beyond that, they share a route that tells them
/// apart by itself.
#[derive(Default)]
pub struct Routes<'c> {
    all: Vec<PathRoute<'c>>,
    /// The paths that are read by their template.
    matched: HashSet<&'c str>,
    /// Whether the router has to be told that a segment is no pattern.
    literal_patterns: bool,
}

/// A route of the router.
struct PathRoute<'c> {
    shape: RouteShape<'c>,
    /// Its paths, the most specific first.
    paths: Vec<RoutedPath<'c>>,
    /// Whether the router cannot take it as it is.
    grouped: bool,
}

/// The paths of one pattern: the names of their placeholders differ.
#[derive(Clone)]
struct RoutedPath<'c> {
    pattern: PathPattern<'c>,
    paths: Vec<&'c str>,
}

/// What the template of the router prints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Router {
    routes: Vec<Route>,
    literal_patterns: bool,
}

#[derive(Serialize)]
struct Route {
    path: String,
    /// The paths of a group, or the methods of the only path.
    group: OrFalse<Vec<GroupedPath>>,
    methods: OrFalse<Methods>,
}

#[derive(Serialize)]
struct GroupedPath {
    template: String,
    methods: Methods,
}

/// The methods of a path.
#[derive(Serialize)]
struct Methods {
    each: Vec<Handler>,
    /// The value of the header `Allow`.
    allow: String,
}

#[derive(Serialize)]
struct Handler {
    method: String,
    module: String,
    handler: String,
}

impl<'c> Routes<'c> {
    pub fn of(operations: &'c [Operation]) -> Self {
        let paths = RoutedPath::all(operations);
        let mut all: Vec<PathRoute> = Vec::new();
        let mut known = HashMap::new();
        for path in &paths {
            let shape = path.pattern.shape();
            let place = *known.entry(shape.clone()).or_insert(all.len());
            if place == all.len() {
                all.push(PathRoute {
                    shape,
                    paths: Vec::new(),
                    grouped: false,
                });
            }
            all[place].paths.push(path.clone());
        }
        let templates = operations
            .iter()
            .map(|one| (one.path.as_str(), &one.template));
        let templates: HashMap<_, _> = templates.collect();
        let mut matched = HashSet::new();
        for route in &mut all {
            let plain = |path: &RoutedPath| match path.paths.as_slice() {
                [path] => is_plain(templates[path]),
                _ => false,
            };
            route.grouped = route.paths.len() > 1 || !route.paths.iter().all(plain);
            if route.grouped {
                let others = paths.iter();
                let others = others.filter(|path| route.shape.falls_back_to(&path.pattern));
                route.paths.extend(others.cloned());
                route.paths.sort_by_cached_key(RoutedPath::rank);
                matched.extend(
                    route
                        .paths
                        .iter()
                        .flat_map(|path| path.paths.iter().copied()),
                );
            }
        }
        Self {
            all,
            matched,
            literal_patterns: templates.values().any(|one| looks_like_pattern(one)),
        }
    }

    /// Whether the texts of a path's placeholders are found by its template.
    pub fn is_matched(&self, path: &str) -> bool {
        self.matched.contains(path)
    }

    /// Whether a route has several paths, or one that the router cannot take.
    pub fn is_grouped(&self) -> bool {
        !self.matched.is_empty()
    }

    /// What the template of the router prints.
    pub fn router(&self, operations: &[Written], tags: &Tags) -> Router {
        let mut by_path: HashMap<_, Vec<_>> = HashMap::new();
        for written in operations {
            let path = written.operation.path.as_str();
            by_path.entry(path).or_default().push(written);
        }
        let methods = |path: &RoutedPath| {
            let paths = path.paths.iter();
            let written: Vec<_> = paths.flat_map(|path| &by_path[path]).copied().collect();
            Methods::of(&written, tags)
        };
        let routes = self.all.iter().map(|route| {
            let path = match route.grouped {
                true => route.shape.path(),
                false => route.paths[0].paths[0].to_owned(),
            };
            let grouped = route.paths.iter().map(|path| GroupedPath {
                template: literal(path.paths[0]),
                methods: methods(path),
            });
            Route {
                path: literal(&path),
                group: OrFalse(route.grouped.then(|| grouped.collect())),
                methods: OrFalse((!route.grouped).then(|| methods(&route.paths[0]))),
            }
        });
        Router {
            routes: routes.collect(),
            literal_patterns: self.literal_patterns,
        }
    }
}

impl<'c> RoutedPath<'c> {
    /// In the order of their first operations.
    fn all(operations: &'c [Operation]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut known = HashMap::new();
        for operation in operations {
            let pattern = PathPattern::of(&operation.template);
            let place = *known.entry(pattern.clone()).or_insert(all.len());
            if place == all.len() {
                all.push(Self {
                    pattern,
                    paths: Vec::new(),
                });
            }
            let paths = &mut all[place].paths;
            let path = operation.path.as_str();
            if paths.last() != Some(&path) {
                paths.push(path);
            }
        }
        all
    }

    /// Whatever fits two of them is the first one's.
    fn rank(&self) -> (Vec<Specificity<'c>>, usize) {
        (self.pattern.specificity(), self.pattern.values())
    }
}

impl Methods {
    fn of(operations: &[&Written], tags: &Tags) -> Self {
        let each = operations.iter().map(|written| Handler {
            method: written.operation.method.clone(),
            module: tags.module(written.tag).to_owned(),
            handler: written.data.method.clone(),
        });
        Self {
            each: each.collect(),
            allow: literal(&allowed(operations).join(", ")),
        }
    }
}

/// The methods that a path takes.
fn allowed<'o>(operations: &[&Written<'o>]) -> Vec<&'o str> {
    let methods: Vec<_> = operations
        .iter()
        .map(|written| written.operation.method.as_str())
        .collect();
    let mut allowed = Vec::new();
    for method in &methods {
        allowed.push(*method);
        // axum answers HEAD where it answers GET.
        if *method == "GET" && !methods.contains(&"HEAD") {
            allowed.push("HEAD");
        }
    }
    allowed
}
