use bookshop_client::models::Book;
use bookshop_client::operations::GetBooksByBookIdParameters;
use bookshop_client::{Client, Error, Options};
use uuid::Uuid;

use crate::shop::client;

/// Who the shop takes the caller for.
async fn caller(options: Options) -> String {
    let client = client(options).await;
    client.sample_credentials().await.expect("known").name
}

#[tokio::test]
async fn of_each_kind_arrive() {
    assert_eq!(caller(Options::new().query_key("good")).await, "queryKey");
    assert_eq!(caller(Options::new().cookie_key("good")).await, "cookieKey");
    let plain = client(Options::new().plain_key("good")).await;
    let name = plain.sample_key().await.expect("known").name;
    assert_eq!(name, "plainKey");
    let both = Options::new().basic("me", "good:one").reader_key("good");
    assert_eq!(caller(both).await, "basic+readerKey");
    let oauth = caller(Options::new().oauth("good")).await;
    assert!(
        oauth.starts_with("oauth(books:read)(books:write)"),
        "{oauth}"
    );
}

#[tokio::test]
async fn one_alternative_is_applied() {
    let client = client(Options::new().reader_key("good").staff_key("good")).await;
    client
        .add_book(&Book::new("New", 1))
        .await
        .expect("both keys at once");
    // The staff key has no place here.
    let reader = client.get_books_id().await.expect("known");
    assert_eq!(reader.name, "readerKey");
}

#[tokio::test]
async fn are_left_out_where_none_are_needed() {
    let client = client(Options::new().session("good")).await;
    let id = GetBooksByBookIdParameters {
        book_id: Uuid::from_u128(7),
    };
    let book = client.get_books_by_book_id(&id).await.expect("a book");
    assert!(book.title.ends_with(" nobody"), "{}", book.title);
}

#[tokio::test]
async fn that_are_missing_are_named() {
    let client: Client = client(Options::new().staff_key("good")).await;
    let error = client
        .add_book(&Book::new("New", 1))
        .await
        .expect_err("one key only");
    assert!(
        matches!(&error, Error::Unsent(why) if why.contains("`reader_key`")),
        "{error}"
    );
}

#[test]
fn of_which_one_is_given_only() {
    let error = Client::new(Options::new().query_key("a").cookie_key("b")).expect_err("two");
    assert!(
        error.to_string().contains("`query_key` or `cookie_key`"),
        "{error}"
    );
}
