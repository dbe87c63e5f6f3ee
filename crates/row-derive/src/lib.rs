//! `#[derive(FromRow)]`: a row of the database as a struct whose fields are named as the columns are.
//!
//! sea-orm's own derive reads only what sea-orm fetched; the rows of the embedded database are read without it where that
//! pays, and both are to be one struct.

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Error, Field, Fields, LitStr, parse_macro_input};

/// Reads a struct from the columns of its fields' names. `#[row(nested)]` reads a field from the same row,
/// `#[row(nested_if = "column")]` an optional one where that column is not empty, and `#[row(skip)]` leaves a field at its
/// default.
#[proc_macro_derive(FromRow, attributes(row))]
pub fn from_row(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    implementation(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn implementation(input: &DeriveInput) -> syn::Result<Tokens> {
    let Data::Struct(found) = &input.data else {
        return Err(Error::new(input.span(), "a row is a struct"));
    };
    let Fields::Named(fields) = &found.fields else {
        return Err(Error::new(input.span(), "a row has named fields"));
    };
    let name = &input.ident;
    let read = fields.named.iter().map(field).collect::<syn::Result<Vec<_>>>()?;
    Ok(quote! {
        impl crate::store::FromRow for #name {
            fn from_row(row: &crate::store::Row<'_>) -> crate::Result<Self> {
                Ok(Self { #(#read,)* })
            }
        }
    })
}

/// How a field is read.
enum How {
    Column,
    Nested,
    NestedIf(LitStr),
    Skip,
}

fn field(field: &Field) -> syn::Result<Tokens> {
    let Some(ident) = &field.ident else {
        return Err(Error::new(field.span(), "a row has named fields"));
    };
    let column = format_ident!("{}", ident.unraw()).to_string();
    Ok(match how(field)? {
        How::Column => quote!(#ident: row.get(#column)?),
        How::Nested => quote!(#ident: crate::store::FromRow::from_row(row)?),
        How::NestedIf(of) => quote! {
            #ident: if row.empty(#of)? { None } else { Some(crate::store::FromRow::from_row(row)?) }
        },
        How::Skip => quote!(#ident: ::std::default::Default::default()),
    })
}

fn how(field: &Field) -> syn::Result<How> {
    let mut how = How::Column;
    for attribute in field.attrs.iter().filter(|one| one.path().is_ident("row")) {
        attribute.parse_nested_meta(|meta| {
            how = if meta.path.is_ident("nested") {
                How::Nested
            } else if meta.path.is_ident("nested_if") {
                How::NestedIf(meta.value()?.parse()?)
            } else if meta.path.is_ident("skip") {
                How::Skip
            } else {
                return Err(meta.error("unknown"));
            };
            Ok(())
        })?;
    }
    Ok(how)
}
