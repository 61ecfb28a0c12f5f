/// Makes one test of each case, on the database that `$open` opens.
macro_rules! directory_cases {
    ($open:path) => {
        crate::cases::directory_cases!($open,
            add_account_then_find, account_unknown, account_added_twice, accounts_oldest_first, accounts_page_by_page, account_with_unreadable_time,
            account_names_kept_exactly, add_key_then_find, key_unknown, key_of_unknown_account,
            key_hash_added_twice, key_id_added_twice, keys_of_one_account_only, revoke_key, revoke_key_with_an_id_in_any_form,
            revoked_elsewhere_is_gone_at_once, key_row_of_published_service, key_expiry_unreadable,
            row_unreadable_is_an_error, ping_answers, many_at_once,
            key_by_either_hash, key_by_both_hashes,
            roll_used_key_works_under_either_secret, roll_on_to_a_third_secret, finish_roll_keeps_used_keys,
            finish_roll_that_was_none, finish_roll_with_two_rows_of_one_key, last_use_is_compared_and_set,
            link_then_find, identity_with_longest_parts, identity_unknown, link_again_keeps_the_first,
            link_to_unknown_account, unlink_one_identity, links_oldest_first, link_unreadable_is_an_error,
            link_customer_then_find, customer_of_unknown_account, remember_customer_compares_and_sets,
            forget_customer_that_was_found_only, link_from_before_makers_were_stored,
            customer_unreadable_is_an_error,
            snapshot_is_of_one_moment, imports_of_the_same_at_once, import_refuses_single_lines,
            import_is_in_the_audit_log, import_leaves_revoked_keys_out, import_keeps_accounts_disabled,
            text_with_nul_is_never_stored, lists_in_one_order_everywhere,
            changes_are_in_the_audit_log, what_failed_is_not_in_the_audit_log, audit_entry_goes_with_its_transaction,
            audit_entries_by_filter_and_page, audit_log_is_pruned, finished_roll_is_in_the_audit_log,
            disabled_account_is_seen_by_every_look_up, deleted_account_leaves_its_id_alone,
            account_of_another_service_is_disabled_and_deleted, expire_key_sets_its_expiry, ended_keys_are_listed_on_demand,
            adopted_account_can_be_referred_to
        );
    };
    ($open:path, $($case:ident),+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            let store = $open().await;
            crate::cases::$case(store.database()).await;
        })+
    };
}
pub(crate) use directory_cases;
