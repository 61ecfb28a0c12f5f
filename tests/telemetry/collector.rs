use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue};
use prost::Message as _;

/// How long spans may take to arrive. They are sent every few milliseconds.
const TIMEOUT: Duration = Duration::from_secs(30);

/// An OpenTelemetry collector: takes OTLP over HTTP, and keeps what it is sent.
pub(crate) struct Collector {
    address: SocketAddr,
    taken: Taken,
}

type Taken = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// A span as it came.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    pub(crate) name: String,
    pub(crate) trace: String,
    pub(crate) id: String,
    /// Empty for none.
    pub(crate) parent: String,
    /// 2 for a server's, 3 for a client's, 1 for what happens inside.
    pub(crate) kind: i32,
    /// 2 for an error.
    pub(crate) status: i32,
    pub(crate) attributes: BTreeMap<String, String>,
}

impl Collector {
    /// On a free port of loopback, in a thread of its own, until the process ends.
    pub(crate) fn start() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a socket");
        let address = listener.local_addr().expect("an address");
        let taken = Taken::default();
        let routes = Router::new()
            .route("/v1/traces", post(take))
            .with_state(Arc::clone(&taken));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
                axum::serve(listener, routes).await.expect("it serves");
            });
        });
        Self { address, taken }
    }

    /// What `OTEL_EXPORTER_OTLP_ENDPOINT` is set to.
    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every byte so far, as text.
    pub(crate) fn text(&self) -> String {
        let taken = self.taken.lock().expect("no panic");
        let bodies = taken.iter();
        bodies
            .map(|(headers, body)| format!("{headers:?}{}", String::from_utf8_lossy(body)))
            .collect()
    }

    /// Every span so far.
    pub(crate) fn spans(&self) -> Vec<Span> {
        let taken = self.taken.lock().expect("no panic").clone();
        let mut spans = Vec::new();
        for (headers, body) in taken {
            assert_eq!(headers["content-type"], "application/x-protobuf");
            let request = ExportTraceServiceRequest::decode(body).expect("OTLP");
            for resource in request.resource_spans {
                let of = resource.resource.expect("a resource");
                let of = attributes(of.attributes);
                assert_eq!(of["service.name"], "accounts-server");
                let scopes = resource.scope_spans.into_iter();
                spans.extend(scopes.flat_map(|scope| scope.spans).map(Span::of));
            }
        }
        spans
    }

    /// Waits until there is a span of this name, and answers all of its trace.
    pub(crate) fn trace_with(&self, name: &str) -> Vec<Span> {
        let end = Instant::now() + TIMEOUT;
        loop {
            let spans = self.spans();
            if let Some(found) = spans.iter().find(|span| span.name == name) {
                let trace = found.trace.clone();
                return spans
                    .into_iter()
                    .filter(|span| span.trace == trace)
                    .collect();
            }
            assert!(Instant::now() < end, "no {name:?} in {spans:#?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

async fn take(State(taken): State<Taken>, headers: HeaderMap, body: Bytes) {
    taken.lock().expect("no panic").push((headers, body));
}

impl Span {
    fn of(span: opentelemetry_proto::tonic::trace::v1::Span) -> Self {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(
            span.events.is_empty(),
            "log lines stay in the log: {span:?}"
        );
        Self {
            name: span.name,
            trace: hex(&span.trace_id),
            id: hex(&span.span_id),
            parent: hex(&span.parent_span_id),
            kind: span.kind,
            status: span.status.map_or(0, |status| status.code),
            attributes: attributes(span.attributes),
        }
    }
}

fn attributes(pairs: Vec<KeyValue>) -> BTreeMap<String, String> {
    let text = |value: Option<AnyValue>| match value.and_then(|value| value.value) {
        Some(Value::StringValue(text)) => text,
        Some(Value::IntValue(number)) => number.to_string(),
        other => format!("{other:?}"),
    };
    let pairs = pairs.into_iter();
    pairs.map(|pair| (pair.key, text(pair.value))).collect()
}
