//! What is kept of oneself, to take along.

use std::io::Write as _;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use domain::documents::blob::Blobs;
use domain::people::own_data;
use wire::Problem;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;
use crate::zipped::{Sent, Turn, answer};

/// All that is kept of oneself, as one zip: a page, the same as JSON, and the picture one put.
#[utoipa::path(tag = "me", operation_id = "own_data", responses((status = 200, description = "The zip", content_type = "application/zip"), (status = 401, body = Problem), (status = 503, body = Problem)))]
#[get("/me/data")]
pub(super) async fn take_along(asker: Asker, api: Data<Api>) -> Result<HttpResponse, Failure> {
    asker.actor.signed_in()?;
    let turn = Turn::take()?;
    let found = own_data::of_oneself(api.store.reader(), &asker.actor).await?;
    let words = asker.words();
    let headed = (words.own_data.title, words.own_data.lead);
    let page = export::lists(asker.language, headed, &found.told(words));
    let json = serde_json::to_vec_pretty(&found).map_err(domain::Error::from)?;
    let picture = found.portrait.map(|hash| (format!("{}.png", words.own_data.picture), hash));
    let blobs = api.blobs.clone();
    let files = [("index.html".to_owned(), page), ("data.json".to_owned(), json)];
    Ok(answer(turn, words.own_data.title, move |sent| write(&blobs, &files, picture.as_ref(), sent)))
}

fn write(
    blobs: &Blobs,
    files: &[(String, Vec<u8>)],
    picture: Option<&(String, String)>,
    to: Sent,
) -> std::io::Result<Sent> {
    let mut zip = ZipWriter::new_stream(to);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).map_err(std::io::Error::other)?;
        zip.write_all(bytes)?;
    }
    if let Some((name, hash)) = picture {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).map_err(std::io::Error::other)?;
        blobs.copy_to(hash, &mut zip)?;
    }
    Ok(zip.finish().map_err(std::io::Error::other)?.into_inner())
}
