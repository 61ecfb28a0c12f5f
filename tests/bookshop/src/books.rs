use std::net::SocketAddr;

use async_trait::async_trait;
use axum::extract::ConnectInfo;
use axum::http::StatusCode;
use axum::http::request::Parts;
use bookshop_api::apis::books::{
    AddBookResponse, Books, GetBooksByBookIdParameters, GetBooksByBookIdResponse,
    GetBooksIdResponse, ListBooksParameters, ListBooksResponse, RemoveBookParameters,
    RemoveBookResponse,
};
use bookshop_api::models::{Book, Problem, Reader};
use uuid::Uuid;

use crate::caller::Caller;
use crate::refused::Refused;
use crate::shop::{Branch, Shop};

#[async_trait]
impl Books for Shop {
    /// Refuses the title `Unwanted` without a documented answer, and has the title `Known`.
    async fn add_book(
        &self,
        _caller: Caller,
        body: Book,
        _head: &Parts,
    ) -> Result<AddBookResponse, Refused> {
        match body.title.as_str() {
            "Unwanted" => Err(Refused::Unwanted),
            "Known" => Ok(AddBookResponse::Status409),
            _ => Ok(AddBookResponse::Status201(body)),
        }
    }

    /// The book's title is its id and who asks for it. There is no book with the id of zeros.
    async fn get_books_by_book_id(
        &self,
        caller: Option<Caller>,
        parameters: GetBooksByBookIdParameters,
        _head: &Parts,
    ) -> Result<GetBooksByBookIdResponse, Refused> {
        let id = parameters.book_id.into_uuid();
        if id == Uuid::nil() {
            return Ok(GetBooksByBookIdResponse::Status404);
        }
        let caller = caller.as_ref().map_or("nobody", Caller::presented);
        let id = id.simple().to_string();
        let title = format!("{} {caller}", &id[..8]);
        Ok(GetBooksByBookIdResponse::Status200(book(title)))
    }

    /// The caller; the id is what is known of the request beyond the document, or `caller`.
    async fn get_books_id(
        &self,
        caller: Caller,
        head: &Parts,
    ) -> Result<GetBooksIdResponse, Refused> {
        let desk = head
            .headers
            .get("x-desk")
            .and_then(|desk| desk.to_str().ok());
        let peer = head.extensions.get::<ConnectInfo<SocketAddr>>();
        let branch = head.extensions.get::<Branch>();
        let known = [
            desk.map(|desk| format!("at desk {desk}")),
            peer.map(|ConnectInfo(peer)| format!("from {peer}")),
            branch.map(|Branch(name)| format!("in {name}")),
        ];
        let known: Vec<_> = known.into_iter().flatten().collect();
        Ok(GetBooksIdResponse::Status200(Reader {
            id: match known.is_empty() {
                true => "caller".to_owned(),
                false => known.join(" "),
            },
            name: caller.presented().to_owned(),
        }))
    }

    /// One book, with the parameters as title; none for a limit of 1, and the document's `default` for books that are sold.
    async fn list_books(
        &self,
        parameters: ListBooksParameters,
        _head: &Parts,
    ) -> Result<ListBooksResponse, Refused> {
        Ok(match (parameters.limit, parameters.in_stock) {
            (_, Some(false)) => ListBooksResponse::Default(
                StatusCode::IM_A_TEAPOT,
                Problem {
                    message: "sold".to_owned(),
                },
            ),
            (1, _) => ListBooksResponse::Status200(Vec::new()),
            (limit, in_stock) => {
                ListBooksResponse::Status200(vec![book(format!("{limit:?} {in_stock:?}"))])
            }
        })
    }

    async fn remove_book(
        &self,
        _caller: Caller,
        _parameters: RemoveBookParameters,
        _head: &Parts,
    ) -> Result<RemoveBookResponse, Refused> {
        Ok(RemoveBookResponse::Status204)
    }
}

fn book(title: String) -> Book {
    Book {
        title,
        price_cents: 0,
        language: None,
        link: None,
        r#type: None,
        labels: None,
        translations: None,
    }
}
