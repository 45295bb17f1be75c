using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Anju.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "added_organisation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    successor = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_added_organisation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "anchor_setting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    folder = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_anchor_setting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_key",
                columns: table => new
                {
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    algorithm = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_key", x => new { x.purpose, x.version });
                });

            migrationBuilder.CreateTable(
                name: "emergency_access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    user_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    began_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_emergency_access", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "export_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    asked_by_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true, collation: "C"),
                    sight = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    ledger = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    filters = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    purpose = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    decided_by_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_export_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "failed_sign_in",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_failed_sign_in", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "financial_product",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    product_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    bank = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    borrowers = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    for_sites = table.Column<bool>(type: "boolean", nullable: true),
                    largest = table.Column<long>(type: "bigint", nullable: true),
                    interest_percent = table.Column<double>(type: "double precision", nullable: true),
                    decision_days = table.Column<int>(type: "integer", nullable: true),
                    offered_from = table.Column<DateOnly>(type: "date", nullable: false),
                    offered_to = table.Column<DateOnly>(type: "date", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_financial_product", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "gov_investment_project",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    owner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    posts = table.Column<int>(type: "integer", nullable: true),
                    reserved_percent = table.Column<double>(type: "double precision", nullable: true),
                    reserved_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reserved_posts = table.Column<int>(type: "integer", nullable: true),
                    started_on = table.Column<DateOnly>(type: "date", nullable: true),
                    filled = table.Column<int>(type: "integer", nullable: true),
                    too_few_applied = table.Column<bool>(type: "boolean", nullable: true),
                    shortfall = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gov_investment_project", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_content",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_content", x => new { x.session_id, x.kind, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "import_header",
                columns: table => new
                {
                    organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    ledger = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    header = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    field = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_header", x => new { x.organisation, x.ledger, x.header });
                });

            migrationBuilder.CreateTable(
                name: "import_session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ledger = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    file_size = table.Column<long>(type: "bigint", nullable: false),
                    owner_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    owner_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    mapping = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    decisions = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    notice = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    fence = table.Column<int>(type: "integer", nullable: false),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    imported = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    held = table.Column<int>(type: "integer", nullable: false),
                    skipped = table.Column<int>(type: "integer", nullable: false),
                    @new = table.Column<int>(name: "new", type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    @fixed = table.Column<int>(name: "fixed", type: "integer", nullable: false),
                    warned = table.Column<int>(type: "integer", nullable: false),
                    suspected = table.Column<int>(type: "integer", nullable: false),
                    digest = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_session", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "indicator_cell",
                columns: table => new
                {
                    run = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    area = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    met = table.Column<int>(type: "integer", nullable: false),
                    not_met = table.Column<int>(type: "integer", nullable: false),
                    not_applicable = table.Column<int>(type: "integer", nullable: false),
                    unknown = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    against = table.Column<long>(type: "bigint", nullable: false),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_indicator_cell", x => new { x.run, x.code, x.level, x.area });
                });

            migrationBuilder.CreateTable(
                name: "journal_batch",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    actor_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    origin = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    undoes = table.Column<Guid>(type: "uuid", nullable: true),
                    entries = table.Column<int>(type: "integer", nullable: false),
                    algorithm = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    previous = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_batch", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal_entry",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    ledger = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true, collation: "C"),
                    household_id = table.Column<Guid>(type: "uuid", nullable: true),
                    before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    after = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_entry", x => new { x.batch_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "journal_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "judgement",
                columns: table => new
                {
                    run = table.Column<int>(type: "integer", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    household_id = table.Column<Guid>(type: "uuid", nullable: true),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    township_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    letters = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reasons = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    raised = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    amounts = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_judgement", x => new { x.run, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "key_person",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    in_care_index = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    in_care_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    sheet_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_key_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "labour_brand",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    brand_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    trade = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    recognised_on = table.Column<DateOnly>(type: "date", nullable: true),
                    leader = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    workers = table.Column<int>(type: "integer", nullable: true),
                    relocated_workers = table.Column<int>(type: "integer", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_labour_brand", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "labour_cooperation_agreement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    place = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    partner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    posts = table.Column<int>(type: "integer", nullable: true),
                    sent = table.Column<int>(type: "integer", nullable: true),
                    relocated_sent = table.Column<int>(type: "integer", nullable: true),
                    station = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_labour_cooperation_agreement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "loan_application",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    borrower = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    product = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    relocated_staff = table.Column<int>(type: "integer", nullable: true),
                    staff = table.Column<int>(type: "integer", nullable: true),
                    priority = table.Column<bool>(type: "boolean", nullable: true),
                    requested = table.Column<long>(type: "bigint", nullable: true),
                    applied_on = table.Column<DateOnly>(type: "date", nullable: false),
                    complete_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decision = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    refused_for = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    interest_percent = table.Column<double>(type: "double precision", nullable: true),
                    interest_subsidy = table.Column<long>(type: "bigint", nullable: true),
                    term_months = table.Column<int>(type: "integer", nullable: true),
                    guarantee = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    lent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    matures_on = table.Column<DateOnly>(type: "date", nullable: true),
                    balance = table.Column<long>(type: "bigint", nullable: true),
                    overdue = table.Column<bool>(type: "boolean", nullable: true),
                    guarantee_paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C"),
                    id_number_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_loan_application", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "monthly_run",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    judged_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    started_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    rules = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    basis = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    parts = table.Column<int>(type: "integer", nullable: false),
                    households = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    others = table.Column<int>(type: "integer", nullable: false),
                    work_opened = table.Column<int>(type: "integer", nullable: false),
                    work_kept = table.Column<int>(type: "integer", nullable: false),
                    work_closed = table.Column<int>(type: "integer", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    failure = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_monthly_run", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "name_gram",
                columns: table => new
                {
                    gram = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_name_gram", x => new { x.gram, x.record_id });
                });

            migrationBuilder.CreateTable(
                name: "noted_parameter",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    values = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_noted_parameter", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "resettlement_site",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    township_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    village_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    location = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    decided_scale = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    scale_basis = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    built_on = table.Column<DateOnly>(type: "date", nullable: true),
                    households = table.Column<int>(type: "integer", nullable: true),
                    people = table.Column<int>(type: "integer", nullable: true),
                    poverty_alleviated_people = table.Column<int>(type: "integer", nullable: true),
                    buildings = table.Column<int>(type: "integer", nullable: true),
                    dwellings = table.Column<int>(type: "integer", nullable: true),
                    shops = table.Column<int>(type: "integer", nullable: true),
                    managing_org = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    cooperating_org = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    party_organisation = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    residents_committee = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    supervisory_committee = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    property_manager = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    grids = table.Column<int>(type: "integer", nullable: true),
                    police_room = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    service_centre = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    collective_org = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    adjacent_scenic = table.Column<bool>(type: "boolean", nullable: true),
                    traditional_village = table.Column<bool>(type: "boolean", nullable: true),
                    concentrated_area = table.Column<bool>(type: "boolean", nullable: true),
                    industry_decision = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    school = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    kindergarten = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    clinic = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    leading_entity = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resettlement_site", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "run_part",
                columns: table => new
                {
                    run = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    households = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    others = table.Column<int>(type: "integer", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    tallies = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_run_part", x => new { x.run, x.number });
                });

            migrationBuilder.CreateTable(
                name: "security_event",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    succeeded = table.Column<bool>(type: "boolean", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    actor_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    household_id = table.Column<Guid>(type: "uuid", nullable: true),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true, collation: "C"),
                    detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    algorithm = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_security_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "security_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_security_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "support_return",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    obligation = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false, collation: "C"),
                    unit = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    done = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    evidence_on = table.Column<DateOnly>(type: "date", nullable: true),
                    evidence = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    results = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_support_return", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "user_account",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    sign_in_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    normalized_sign_in_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    password_hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    password_set_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    former_passwords = table.Column<string>(type: "text", nullable: false),
                    security_stamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    authenticator = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    authenticator_step = table.Column<long>(type: "bigint", nullable: false),
                    passkey_question = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    passkey_question_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    first_code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    first_code_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    external_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    disabled = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_account", x => x.id);
                    table.UniqueConstraint("AK_user_account_id_office", x => new { x.id, x.office });
                });

            migrationBuilder.CreateTable(
                name: "user_session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    emergency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    stamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    began_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false, collation: "C"),
                    device = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_session", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    rule = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: true),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    township_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lead = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    opened_for = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_because = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    closed_by = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "key_person_visit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_key_person_visit", x => x.id);
                    table.ForeignKey(
                        name: "FK_key_person_visit_key_person_key_person_id",
                        column: x => x.key_person_id,
                        principalTable: "key_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "employment_carrier",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    form = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    address = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    legal_person = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    floor_area = table.Column<long>(type: "bigint", nullable: true),
                    posts = table.Column<int>(type: "integer", nullable: true),
                    staff = table.Column<int>(type: "integer", nullable: true),
                    poverty_staff = table.Column<int>(type: "integer", nullable: true),
                    relocated_staff = table.Column<int>(type: "integer", nullable: true),
                    average_wage = table.Column<long>(type: "bigint", nullable: true),
                    in_arrears = table.Column<bool>(type: "boolean", nullable: true),
                    accident_insurance = table.Column<bool>(type: "boolean", nullable: true),
                    applied_on = table.Column<DateOnly>(type: "date", nullable: true),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    checked_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    notice_from = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recognition_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    recognised_on = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reviewed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    support = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    support_amount = table.Column<long>(type: "bigint", nullable: true),
                    support_to = table.Column<DateOnly>(type: "date", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_employment_carrier", x => x.id);
                    table.ForeignKey(
                        name: "FK_employment_carrier_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enterprise",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    industry = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    labour_intensive = table.Column<bool>(type: "boolean", nullable: true),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    staff = table.Column<int>(type: "integer", nullable: true),
                    relocated_staff = table.Column<int>(type: "integer", nullable: true),
                    counted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise", x => x.id);
                    table.ForeignKey(
                        name: "FK_enterprise_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "household",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    head_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    township_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    room = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    declared_size = table.Column<int>(type: "integer", nullable: true),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    placement_form = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    scattered_form = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    origin_place = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    destination_place = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    dwelling_area = table.Column<long>(type: "bigint", nullable: true),
                    agreement_no = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    batch_year = table.Column<int>(type: "integer", nullable: true),
                    moved_in_on = table.Column<DateOnly>(type: "date", nullable: true),
                    lives_there = table.Column<bool>(type: "boolean", nullable: true),
                    current_address = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    self_funded = table.Column<long>(type: "bigint", nullable: true),
                    relocation_subsidy = table.Column<long>(type: "bigint", nullable: true),
                    old_house = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    demolished_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reclaimed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reclaimed_area = table.Column<long>(type: "bigint", nullable: true),
                    retention_reason = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    certificate_on = table.Column<DateOnly>(type: "date", nullable: true),
                    hukou_moved_in = table.Column<bool>(type: "boolean", nullable: true),
                    out_of_poverty_on = table.Column<DateOnly>(type: "date", nullable: true),
                    poverty_cause = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    income_per_head = table.Column<long>(type: "bigint", nullable: true),
                    monitoring = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    low_income = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    contracted_land = table.Column<long>(type: "bigint", nullable: true),
                    forest = table.Column<long>(type: "bigint", nullable: true),
                    helper = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    grid = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    compared_on = table.Column<DateOnly>(type: "date", nullable: true),
                    compared_size = table.Column<int>(type: "integer", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    dissolved_on = table.Column<DateOnly>(type: "date", nullable: true),
                    certificate_no_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_household", x => x.id);
                    table.ForeignKey(
                        name: "FK_household_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incubator",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    @operator = table.Column<string>(name: "operator", type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    rooms = table.Column<int>(type: "integer", nullable: true),
                    applicants = table.Column<int>(type: "integer", nullable: true),
                    relocated_applicants = table.Column<int>(type: "integer", nullable: true),
                    rejections_reasoned = table.Column<bool>(type: "boolean", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incubator", x => x.id);
                    table.ForeignKey(
                        name: "FK_incubator_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "investment_introduction",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    project_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    investor = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    labour_intensive = table.Column<bool>(type: "boolean", nullable: true),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agreed = table.Column<long>(type: "bigint", nullable: true),
                    posts = table.Column<int>(type: "integer", nullable: true),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    begun_on = table.Column<DateOnly>(type: "date", nullable: true),
                    producing_on = table.Column<DateOnly>(type: "date", nullable: true),
                    stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    responsible = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_investment_introduction", x => x.id);
                    table.ForeignKey(
                        name: "FK_investment_introduction_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "job_vacancy",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    employer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    place = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    job_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    openings = table.Column<int>(type: "integer", nullable: false),
                    age_from = table.Column<int>(type: "integer", nullable: true),
                    age_to = table.Column<int>(type: "integer", nullable: true),
                    education = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    skill = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    shift = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    wage_from = table.Column<long>(type: "bigint", nullable: true),
                    wage_to = table.Column<long>(type: "bigint", nullable: true),
                    board_and_lodging = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    published_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: false),
                    fit_for_weak_labour = table.Column<bool>(type: "boolean", nullable: true),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    relocated_hired = table.Column<int>(type: "integer", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_vacancy", x => x.id);
                    table.ForeignKey(
                        name: "FK_job_vacancy_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "training_class",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    trade = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    institution = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    hours = table.Column<int>(type: "integer", nullable: true),
                    places = table.Column<int>(type: "integer", nullable: true),
                    teacher = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_training_class", x => x.id);
                    table.ForeignKey(
                        name: "FK_training_class_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "work_relief_project",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    fund = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    central_funds = table.Column<long>(type: "bigint", nullable: true),
                    provincial_funds = table.Column<long>(type: "bigint", nullable: true),
                    local_funds = table.Column<long>(type: "bigint", nullable: true),
                    investment = table.Column<long>(type: "bigint", nullable: true),
                    is_small = table.Column<bool>(type: "boolean", nullable: true),
                    is_simple = table.Column<bool>(type: "boolean", nullable: true),
                    is_prepared = table.Column<bool>(type: "boolean", nullable: true),
                    is_for_anybody = table.Column<bool>(type: "boolean", nullable: true),
                    traits_because = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    approval_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    approved_share = table.Column<double>(type: "double precision", nullable: true),
                    plan_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    planned_pay = table.Column<long>(type: "bigint", nullable: true),
                    planned_workers = table.Column<int>(type: "integer", nullable: true),
                    labour_plan_on = table.Column<DateOnly>(type: "date", nullable: true),
                    recruited_on = table.Column<DateOnly>(type: "date", nullable: true),
                    applicants = table.Column<int>(type: "integer", nullable: true),
                    relocated_applicants = table.Column<int>(type: "integer", nullable: true),
                    rejections_reasoned = table.Column<bool>(type: "boolean", nullable: true),
                    started_on = table.Column<DateOnly>(type: "date", nullable: true),
                    planned_completion_on = table.Column<DateOnly>(type: "date", nullable: true),
                    progress = table.Column<int>(type: "integer", nullable: true),
                    completed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    accepted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    trained = table.Column<int>(type: "integer", nullable: true),
                    public_posts = table.Column<int>(type: "integer", nullable: true),
                    asset_owner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    shares_issued = table.Column<bool>(type: "boolean", nullable: true),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_relief_project", x => x.id);
                    table.ForeignKey(
                        name: "FK_work_relief_project_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "passkey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    credential_id = table.Column<string>(type: "character varying(1400)", maxLength: 1400, nullable: false, collation: "C"),
                    device = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    transports = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    user_verified = table.Column<bool>(type: "boolean", nullable: false),
                    backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passkey", x => x.id);
                    table.ForeignKey(
                        name: "FK_passkey_user_account_user_id",
                        column: x => x.user_id,
                        principalTable: "user_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "post",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    organisation_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true, collation: "C"),
                    division = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    measure = table.Column<int>(type: "integer", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    proposed_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_post", x => x.id);
                    table.CheckConstraint("ck_post_office", "CASE \"role\" WHEN 'SystemAdministrator' THEN 'System' WHEN 'SecurityAdministrator' THEN 'Security' WHEN 'AuditAdministrator' THEN 'Audit' ELSE 'Work' END = \"office\"");
                    table.ForeignKey(
                        name: "FK_post_user_account_user_id_office",
                        columns: x => new { x.user_id, x.office },
                        principalTable: "user_account",
                        principalColumns: new[] { "id", "office" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "carrier_return",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    carrier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    staff = table.Column<int>(type: "integer", nullable: false),
                    poverty_staff = table.Column<int>(type: "integer", nullable: true),
                    relocated_staff = table.Column<int>(type: "integer", nullable: true),
                    counted = table.Column<int>(type: "integer", nullable: true),
                    payroll = table.Column<long>(type: "bigint", nullable: true),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    in_arrears = table.Column<bool>(type: "boolean", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carrier_return", x => x.id);
                    table.ForeignKey(
                        name: "FK_carrier_return_employment_carrier_carrier_id",
                        column: x => x.carrier_id,
                        principalTable: "employment_carrier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "carrier_subsidy",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    carrier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    claimed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    claimed = table.Column<long>(type: "bigint", nullable: false),
                    reviewed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    approved = table.Column<long>(type: "bigint", nullable: true),
                    notice_from = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_to = table.Column<DateOnly>(type: "date", nullable: true),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paid_amount = table.Column<long>(type: "bigint", nullable: true),
                    refused_for = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carrier_subsidy", x => x.id);
                    table.ForeignKey(
                        name: "FK_carrier_subsidy_employment_carrier_carrier_id",
                        column: x => x.carrier_id,
                        principalTable: "employment_carrier",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "monthly_verification",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    means = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    changed_items = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    proof = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    verifier = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    village_reviewer = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    township_reviewer = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    after_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    before_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_monthly_verification", x => x.id);
                    table.ForeignKey(
                        name: "FK_monthly_verification_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true, collation: "C"),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    id_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    relation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sex = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: true),
                    ethnicity = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    education = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    student = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    school = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    health = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    disability = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    labour_capacity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    willing_to_work = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    willingness_asked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    unwilling_statement_on = table.Column<DateOnly>(type: "date", nullable: true),
                    employment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    work_place = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    months_worked = table.Column<int>(type: "integer", nullable: true),
                    monthly_income = table.Column<long>(type: "bigint", nullable: true),
                    not_working_reason = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    training_wish = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    wished_trade = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    first_skill = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    second_skill = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    registered_unemployed = table.Column<bool>(type: "boolean", nullable: true),
                    employment_hardship = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    political = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true, collation: "C"),
                    medical_insurance = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    serious_illness_insurance = table.Column<bool>(type: "boolean", nullable: true),
                    pension = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    insured_place = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    draws_pension = table.Column<bool>(type: "boolean", nullable: true),
                    assistance = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    hukou_place = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    hukou_moved_in = table.Column<bool>(type: "boolean", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    joined_on = table.Column<DateOnly>(type: "date", nullable: false),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    number_oddly_written = table.Column<bool>(type: "boolean", nullable: true),
                    disability_card_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    id_number_index = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    id_number_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    skill_certificate_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => x.id);
                    table.ForeignKey(
                        name: "FK_person_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incubator_tenancy",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    incubator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    entered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    relocated = table.Column<bool>(type: "boolean", nullable: false),
                    staff = table.Column<int>(type: "integer", nullable: true),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    left_for = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incubator_tenancy", x => x.id);
                    table.ForeignKey(
                        name: "FK_incubator_tenancy_incubator_incubator_id",
                        column: x => x.incubator_id,
                        principalTable: "incubator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "labour_payment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    trade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    days = table.Column<double>(type: "double precision", nullable: false),
                    daily_wage = table.Column<long>(type: "bigint", nullable: false),
                    earned = table.Column<long>(type: "bigint", nullable: false),
                    deduction = table.Column<long>(type: "bigint", nullable: true),
                    deducted_for = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    notice_from = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_to = table.Column<DateOnly>(type: "date", nullable: true),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    receipt = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    confirmed = table.Column<bool>(type: "boolean", nullable: true),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C"),
                    card_ending_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    id_number_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_labour_payment", x => x.id);
                    table.ForeignKey(
                        name: "FK_labour_payment_work_relief_project_project_id",
                        column: x => x.project_id,
                        principalTable: "work_relief_project",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "employment_assistance_case",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: false),
                    hardship = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    help = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    responsible = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_employment_assistance_case", x => x.id);
                    table.ForeignKey(
                        name: "FK_employment_assistance_case_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_employment_assistance_case_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "employment_service_event",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_group = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    willing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    given_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    officer = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    receipt = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_employment_service_event", x => x.id);
                    table.ForeignKey(
                        name: "FK_employment_service_event_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_employment_service_event_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "employment_spell",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    employer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    trade = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    work_place = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    contract = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    contract_from = table.Column<DateOnly>(type: "date", nullable: true),
                    contract_to = table.Column<DateOnly>(type: "date", nullable: true),
                    started_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    monthly_income = table.Column<long>(type: "bigint", nullable: true),
                    social_insurance = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    carrier_code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true, collation: "C"),
                    returned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    return_reason = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    transport_subsidy = table.Column<long>(type: "bigint", nullable: true),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_employment_spell", x => x.id);
                    table.ForeignKey(
                        name: "FK_employment_spell_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_employment_spell_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entrepreneurship",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    business = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    licence_no = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    industry = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    staff = table.Column<int>(type: "integer", nullable: true),
                    incubator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    expert = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    shop_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_entrepreneurship", x => x.id);
                    table.ForeignKey(
                        name: "FK_entrepreneurship_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_entrepreneurship_incubator_incubator_id",
                        column: x => x.incubator_id,
                        principalTable: "incubator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_entrepreneurship_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "expert_guidance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    given_on = table.Column<DateOnly>(type: "date", nullable: false),
                    expert = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    effect = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_expert_guidance", x => x.id);
                    table.ForeignKey(
                        name: "FK_expert_guidance_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_expert_guidance_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "job_referral",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    vacancy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    referred_on = table.Column<DateOnly>(type: "date", nullable: false),
                    officer = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    grounds = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    failed_for = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_referral", x => x.id);
                    table.ForeignKey(
                        name: "FK_job_referral_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_job_referral_job_vacancy_vacancy_id",
                        column: x => x.vacancy_id,
                        principalTable: "job_vacancy",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_job_referral_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "job_wish",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    trade = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    least_wage = table.Column<long>(type: "bigint", nullable: true),
                    reach = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    day_shift_only = table.Column<bool>(type: "boolean", nullable: true),
                    own_business = table.Column<bool>(type: "boolean", nullable: true),
                    asked_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_wish", x => x.id);
                    table.ForeignKey(
                        name: "FK_job_wish_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_job_wish_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_aid_case",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    accepted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    matter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    centre = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    circumstances_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_legal_aid_case", x => x.id);
                    table.ForeignKey(
                        name: "FK_legal_aid_case_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_legal_aid_case_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "membership_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false),
                    other_household_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proof = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_change", x => x.id);
                    table.ForeignKey(
                        name: "FK_membership_change_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_membership_change_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mentor_pair",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mentor = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    paired_on = table.Column<DateOnly>(type: "date", nullable: false),
                    mentor_of = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    trade = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mentor_pair", x => x.id);
                    table.ForeignKey(
                        name: "FK_mentor_pair_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_mentor_pair_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person_skill",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    skill = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    proof = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    proven_on = table.Column<DateOnly>(type: "date", nullable: true),
                    certificate_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_skill", x => x.id);
                    table.ForeignKey(
                        name: "FK_person_skill_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_person_skill_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "post_plan",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    developer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    applied_on = table.Column<DateOnly>(type: "date", nullable: false),
                    work_place = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    hours = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    weekly_hours = table.Column<int>(type: "integer", nullable: false),
                    monthly_pay = table.Column<long>(type: "bigint", nullable: true),
                    funding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    recruit_from = table.Column<DateOnly>(type: "date", nullable: true),
                    recruit_to = table.Column<DateOnly>(type: "date", nullable: true),
                    applicants = table.Column<int>(type: "integer", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    of_cadre = table.Column<bool>(type: "boolean", nullable: true),
                    notice_from = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_to = table.Column<DateOnly>(type: "date", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_post_plan", x => x.id);
                    table.ForeignKey(
                        name: "FK_post_plan_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_post_plan_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "public_post",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    developer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    funding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    work_place = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    hours = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    weekly_hours = table.Column<int>(type: "integer", nullable: false),
                    monthly_pay = table.Column<long>(type: "bigint", nullable: true),
                    holder_class = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    of_cadre = table.Column<bool>(type: "boolean", nullable: true),
                    started_on = table.Column<DateOnly>(type: "date", nullable: false),
                    agreement_from = table.Column<DateOnly>(type: "date", nullable: true),
                    agreement_to = table.Column<DateOnly>(type: "date", nullable: true),
                    extended_for = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    attendance = table.Column<int>(type: "integer", nullable: true),
                    paid = table.Column<long>(type: "bigint", nullable: true),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    left_for = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_public_post", x => x.id);
                    table.ForeignKey(
                        name: "FK_public_post_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_public_post_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_task",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    targeted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    owed_by = table.Column<DateOnly>(type: "date", nullable: true),
                    intent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_task", x => x.id);
                    table.ForeignKey(
                        name: "FK_service_task_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_service_task_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shop_lease",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    leased_from = table.Column<DateOnly>(type: "date", nullable: false),
                    lessee = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_relocated = table.Column<bool>(type: "boolean", nullable: true),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    owner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    for_business = table.Column<bool>(type: "boolean", nullable: true),
                    business = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    leased_to = table.Column<DateOnly>(type: "date", nullable: true),
                    monthly_rent = table.Column<long>(type: "bigint", nullable: true),
                    requested_on = table.Column<DateOnly>(type: "date", nullable: true),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decision = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    relief_percent = table.Column<double>(type: "double precision", nullable: true),
                    relief_amount = table.Column<long>(type: "bigint", nullable: true),
                    relief_from = table.Column<DateOnly>(type: "date", nullable: true),
                    relief_to = table.Column<DateOnly>(type: "date", nullable: true),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shop_lease", x => x.id);
                    table.ForeignKey(
                        name: "FK_shop_lease_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_shop_lease_resettlement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "resettlement_site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "startup_subsidy_application",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    applied_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    business = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    requested = table.Column<long>(type: "bigint", nullable: true),
                    complete_on = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_from = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_to = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decision = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    refused_for = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paid_amount = table.Column<long>(type: "bigint", nullable: true),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_startup_subsidy_application", x => x.id);
                    table.ForeignKey(
                        name: "FK_startup_subsidy_application_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_startup_subsidy_application_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "training_enrolment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    class_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    enrolled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    declined_on = table.Column<DateOnly>(type: "date", nullable: true),
                    attendance = table.Column<double>(type: "double precision", nullable: true),
                    assessed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    subsidy = table.Column<long>(type: "bigint", nullable: true),
                    allowance_due = table.Column<long>(type: "bigint", nullable: true),
                    allowance_paid = table.Column<long>(type: "bigint", nullable: true),
                    allowance_paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    employed_after = table.Column<bool>(type: "boolean", nullable: true),
                    row_code = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C"),
                    certificate_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_training_enrolment", x => x.id);
                    table.ForeignKey(
                        name: "FK_training_enrolment_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_training_enrolment_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_training_enrolment_training_class_class_id",
                        column: x => x.class_id,
                        principalTable: "training_class",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "training_wish",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    wish = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    trade = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    class_id = table.Column<Guid>(type: "uuid", nullable: true),
                    offered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    declined_on = table.Column<DateOnly>(type: "date", nullable: true),
                    asked_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_training_wish", x => x.id);
                    table.ForeignKey(
                        name: "FK_training_wish_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_training_wish_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_training_wish_training_class_class_id",
                        column: x => x.class_id,
                        principalTable: "training_class",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "zero_employment_case",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    detected_on = table.Column<DateOnly>(type: "date", nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    measure1 = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    measure2 = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    measure3 = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    offers = table.Column<int>(type: "integer", nullable: true),
                    refusals = table.Column<int>(type: "integer", nullable: true),
                    unreachable_since = table.Column<DateOnly>(type: "date", nullable: true),
                    workless_again_on = table.Column<DateOnly>(type: "date", nullable: true),
                    placed_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    placed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    responsible = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    ability_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    opinion_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false, collation: "C"),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state_since = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_zero_employment_case", x => x.id);
                    table.ForeignKey(
                        name: "FK_zero_employment_case_household_household_id",
                        column: x => x.household_id,
                        principalTable: "household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_zero_employment_case_person_placed_person_id",
                        column: x => x.placed_person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "anchor_setting",
                columns: new[] { "id", "folder" },
                values: new object[] { 1, null });

            migrationBuilder.InsertData(
                table: "journal_head",
                columns: new[] { "id", "hash", "sequence" },
                values: new object[] { 1, "", 0L });

            migrationBuilder.InsertData(
                table: "security_head",
                columns: new[] { "id", "hash", "sequence" },
                values: new object[] { 1, "", 0L });

            migrationBuilder.CreateIndex(
                name: "ix_carrier_return_carrier_id_month",
                table: "carrier_return",
                columns: new[] { "carrier_id", "month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_carrier_subsidy_carrier_id_purpose_claimed_on",
                table: "carrier_subsidy",
                columns: new[] { "carrier_id", "purpose", "claimed_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_carrier_subsidy_state_due_on",
                table: "carrier_subsidy",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_emergency_access_county_code_began_at",
                table: "emergency_access",
                columns: new[] { "county_code", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_emergency_access_user_id",
                table: "emergency_access",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_employment_assistance_case_household_id",
                table: "employment_assistance_case",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_employment_assistance_case_person_id_started_on",
                table: "employment_assistance_case",
                columns: new[] { "person_id", "started_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_employment_carrier_code",
                table: "employment_carrier",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_employment_carrier_site_id",
                table: "employment_carrier",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_employment_carrier_state_due_on",
                table: "employment_carrier",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_employment_service_event_household_id_given_on",
                table: "employment_service_event",
                columns: new[] { "household_id", "given_on" });

            migrationBuilder.CreateIndex(
                name: "ix_employment_service_event_person_id_kind_given_on",
                table: "employment_service_event",
                columns: new[] { "person_id", "kind", "given_on" },
                unique: true,
                filter: "\"reference\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_employment_service_event_person_id_kind_given_on_reference",
                table: "employment_service_event",
                columns: new[] { "person_id", "kind", "given_on", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_employment_spell_household_id",
                table: "employment_spell",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_employment_spell_person_id_started_on",
                table: "employment_spell",
                columns: new[] { "person_id", "started_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_enterprise_code",
                table: "enterprise",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_enterprise_site_id",
                table: "enterprise",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_entrepreneurship_household_id",
                table: "entrepreneurship",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_entrepreneurship_incubator_id",
                table: "entrepreneurship",
                column: "incubator_id");

            migrationBuilder.CreateIndex(
                name: "ix_entrepreneurship_person_id_opened_on",
                table: "entrepreneurship",
                columns: new[] { "person_id", "opened_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_expert_guidance_household_id",
                table: "expert_guidance",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_expert_guidance_person_id_given_on",
                table: "expert_guidance",
                columns: new[] { "person_id", "given_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_export_request_asked_by",
                table: "export_request",
                column: "asked_by");

            migrationBuilder.CreateIndex(
                name: "ix_export_request_state",
                table: "export_request",
                column: "state",
                filter: "\"state\" = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "ix_failed_sign_in_address_at",
                table: "failed_sign_in",
                columns: new[] { "address", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_sign_in_name_at",
                table: "failed_sign_in",
                columns: new[] { "name", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_financial_product_code",
                table: "financial_product",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_gov_investment_project_code",
                table: "gov_investment_project",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_household_code",
                table: "household",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_household_county_code_code",
                table: "household",
                columns: new[] { "county_code", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_household_site_id_code",
                table: "household",
                columns: new[] { "site_id", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_import_session_owner_id_created_at",
                table: "import_session",
                columns: new[] { "owner_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_incubator_code",
                table: "incubator",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_incubator_site_id",
                table: "incubator",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_incubator_tenancy_incubator_id_tenant_entered_on",
                table: "incubator_tenancy",
                columns: new[] { "incubator_id", "tenant", "entered_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_investment_introduction_code",
                table: "investment_introduction",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_investment_introduction_site_id",
                table: "investment_introduction",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_job_referral_household_id",
                table: "job_referral",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_job_referral_person_id_vacancy_id",
                table: "job_referral",
                columns: new[] { "person_id", "vacancy_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_job_referral_vacancy_id",
                table: "job_referral",
                column: "vacancy_id");

            migrationBuilder.CreateIndex(
                name: "ix_job_vacancy_code",
                table: "job_vacancy",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_job_vacancy_county_code_valid_to",
                table: "job_vacancy",
                columns: new[] { "county_code", "valid_to" });

            migrationBuilder.CreateIndex(
                name: "ix_job_vacancy_site_id",
                table: "job_vacancy",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_job_wish_household_id_asked_on",
                table: "job_wish",
                columns: new[] { "household_id", "asked_on" });

            migrationBuilder.CreateIndex(
                name: "ix_job_wish_person_id_asked_on",
                table: "job_wish",
                columns: new[] { "person_id", "asked_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_journal_batch_sequence",
                table: "journal_batch",
                column: "sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_journal_entry_household_id",
                table: "journal_entry",
                column: "household_id",
                filter: "\"household_id\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_journal_entry_record_id",
                table: "journal_entry",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_judgement_raised",
                table: "judgement",
                columns: new[] { "run", "subject_id" },
                filter: "\"raised\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_judgement_run_subject_county_code",
                table: "judgement",
                columns: new[] { "run", "subject", "county_code" });

            migrationBuilder.CreateIndex(
                name: "ix_key_person_county_code_site_id",
                table: "key_person",
                columns: new[] { "county_code", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_key_person_in_care_index",
                table: "key_person",
                column: "in_care_index",
                unique: true,
                filter: "\"in_care_index\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_key_person_visit_key_person_id",
                table: "key_person_visit",
                column: "key_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_labour_brand_county_code_brand_name",
                table: "labour_brand",
                columns: new[] { "county_code", "brand_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_labour_cooperation_agreement_code",
                table: "labour_cooperation_agreement",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_labour_payment_project_id_month_number",
                table: "labour_payment",
                columns: new[] { "project_id", "month", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_aid_case_code",
                table: "legal_aid_case",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_aid_case_household_id",
                table: "legal_aid_case",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_aid_case_person_id",
                table: "legal_aid_case",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_loan_application_code",
                table: "loan_application",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_loan_application_county_code_applied_on",
                table: "loan_application",
                columns: new[] { "county_code", "applied_on" });

            migrationBuilder.CreateIndex(
                name: "ix_loan_application_state_due_on",
                table: "loan_application",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_membership_change_household_id_person_id_kind_happened_on",
                table: "membership_change",
                columns: new[] { "household_id", "person_id", "kind", "happened_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_membership_change_person_id",
                table: "membership_change",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_mentor_pair_household_id",
                table: "mentor_pair",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_mentor_pair_person_id_mentor_paired_on",
                table: "mentor_pair",
                columns: new[] { "person_id", "mentor", "paired_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_monthly_run_month",
                table: "monthly_run",
                column: "month",
                unique: true,
                filter: "\"state\" = 'Done'");

            migrationBuilder.CreateIndex(
                name: "ix_monthly_run_month_number",
                table: "monthly_run",
                columns: new[] { "month", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_monthly_verification_household_id_month",
                table: "monthly_verification",
                columns: new[] { "household_id", "month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_monthly_verification_month_household_id",
                table: "monthly_verification",
                columns: new[] { "month", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_passkey_credential_id",
                table: "passkey",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_passkey_user_id",
                table: "passkey",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_county_code_id",
                table: "person",
                columns: new[] { "county_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_person_head",
                table: "person",
                column: "household_id",
                unique: true,
                filter: "\"relation\" = 'Head' AND \"status\" = 'Active'");

            migrationBuilder.CreateIndex(
                name: "ix_person_household",
                table: "person",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_id_number_index",
                table: "person",
                column: "id_number_index",
                unique: true,
                filter: "\"id_number_index\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_person_oddly_written",
                table: "person",
                column: "household_id",
                filter: "\"status\" = 'Active' AND \"number_oddly_written\"");

            migrationBuilder.CreateIndex(
                name: "ix_person_site_id_id",
                table: "person",
                columns: new[] { "site_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_person_skill_household_id",
                table: "person_skill",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_skill_person_id_skill",
                table: "person_skill",
                columns: new[] { "person_id", "skill" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_post_state",
                table: "post",
                column: "state",
                filter: "\"state\" = 'Proposed'");

            migrationBuilder.CreateIndex(
                name: "ix_post_user_id",
                table: "post",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_user_id_office",
                table: "post",
                columns: new[] { "user_id", "office" });

            migrationBuilder.CreateIndex(
                name: "ix_post_plan_code",
                table: "post_plan",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_post_plan_person_id",
                table: "post_plan",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_plan_site_id",
                table: "post_plan",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_plan_state_due_on",
                table: "post_plan",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_public_post_code",
                table: "public_post",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ix_public_post_household_id",
                table: "public_post",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_public_post_person_id_code_started_on",
                table: "public_post",
                columns: new[] { "person_id", "code", "started_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_public_post_state_due_on",
                table: "public_post",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_resettlement_site_code",
                table: "resettlement_site",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_resettlement_site_county_code_code",
                table: "resettlement_site",
                columns: new[] { "county_code", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_security_event_actor_id_at",
                table: "security_event",
                columns: new[] { "actor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_security_event_at",
                table: "security_event",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_security_event_household_id_at",
                table: "security_event",
                columns: new[] { "household_id", "at" },
                filter: "\"household_id\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_security_event_kind_day",
                table: "security_event",
                columns: new[] { "kind", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_security_event_sequence",
                table: "security_event",
                column: "sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_task_household_id",
                table: "service_task",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_task_person_id_year",
                table: "service_task",
                columns: new[] { "person_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_task_state_due_on",
                table: "service_task",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_shop_lease_county_code_code_leased_from",
                table: "shop_lease",
                columns: new[] { "county_code", "code", "leased_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shop_lease_person_id",
                table: "shop_lease",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_shop_lease_site_id",
                table: "shop_lease",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_shop_lease_state_due_on",
                table: "shop_lease",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_startup_subsidy_application_household_id",
                table: "startup_subsidy_application",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_startup_subsidy_application_person_id_applied_on_kind",
                table: "startup_subsidy_application",
                columns: new[] { "person_id", "applied_on", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_startup_subsidy_application_state_due_on",
                table: "startup_subsidy_application",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_support_return_county_code_year_obligation_unit",
                table: "support_return",
                columns: new[] { "county_code", "year", "obligation", "unit" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_class_code",
                table: "training_class",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_class_county_code_starts_on",
                table: "training_class",
                columns: new[] { "county_code", "starts_on" });

            migrationBuilder.CreateIndex(
                name: "ix_training_class_site_id",
                table: "training_class",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_enrolment_class_id_person_id",
                table: "training_enrolment",
                columns: new[] { "class_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_enrolment_household_id",
                table: "training_enrolment",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_enrolment_person_id",
                table: "training_enrolment",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_enrolment_state_due_on",
                table: "training_enrolment",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_training_wish_class_id",
                table: "training_wish",
                column: "class_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_wish_household_id_asked_on",
                table: "training_wish",
                columns: new[] { "household_id", "asked_on" });

            migrationBuilder.CreateIndex(
                name: "ix_training_wish_person_id_asked_on",
                table: "training_wish",
                columns: new[] { "person_id", "asked_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_account_external_id",
                table: "user_account",
                column: "external_id",
                unique: true,
                filter: "\"external_id\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_account_normalized_sign_in_name",
                table: "user_account",
                column: "normalized_sign_in_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_session_user_id_began_at",
                table: "user_session",
                columns: new[] { "user_id", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_work_item_closed_by",
                table: "work_item",
                column: "closed_by");

            migrationBuilder.CreateIndex(
                name: "ix_work_item_county_code_due_on",
                table: "work_item",
                columns: new[] { "county_code", "due_on" },
                filter: "\"closed_on\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_work_item_household_id",
                table: "work_item",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_work_item_subject_id_rule",
                table: "work_item",
                columns: new[] { "subject_id", "rule" },
                unique: true,
                filter: "\"closed_on\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_work_relief_project_code",
                table: "work_relief_project",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_relief_project_site_id",
                table: "work_relief_project",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_work_relief_project_state_due_on",
                table: "work_relief_project",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_zero_employment_case_household_id_detected_on",
                table: "zero_employment_case",
                columns: new[] { "household_id", "detected_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_zero_employment_case_placed_person_id",
                table: "zero_employment_case",
                column: "placed_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_zero_employment_case_state_due_on",
                table: "zero_employment_case",
                columns: new[] { "state", "due_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "added_organisation");

            migrationBuilder.DropTable(
                name: "anchor_setting");

            migrationBuilder.DropTable(
                name: "carrier_return");

            migrationBuilder.DropTable(
                name: "carrier_subsidy");

            migrationBuilder.DropTable(
                name: "data_key");

            migrationBuilder.DropTable(
                name: "emergency_access");

            migrationBuilder.DropTable(
                name: "employment_assistance_case");

            migrationBuilder.DropTable(
                name: "employment_service_event");

            migrationBuilder.DropTable(
                name: "employment_spell");

            migrationBuilder.DropTable(
                name: "enterprise");

            migrationBuilder.DropTable(
                name: "entrepreneurship");

            migrationBuilder.DropTable(
                name: "expert_guidance");

            migrationBuilder.DropTable(
                name: "export_request");

            migrationBuilder.DropTable(
                name: "failed_sign_in");

            migrationBuilder.DropTable(
                name: "financial_product");

            migrationBuilder.DropTable(
                name: "gov_investment_project");

            migrationBuilder.DropTable(
                name: "import_content");

            migrationBuilder.DropTable(
                name: "import_header");

            migrationBuilder.DropTable(
                name: "import_session");

            migrationBuilder.DropTable(
                name: "incubator_tenancy");

            migrationBuilder.DropTable(
                name: "indicator_cell");

            migrationBuilder.DropTable(
                name: "investment_introduction");

            migrationBuilder.DropTable(
                name: "job_referral");

            migrationBuilder.DropTable(
                name: "job_wish");

            migrationBuilder.DropTable(
                name: "journal_batch");

            migrationBuilder.DropTable(
                name: "journal_entry");

            migrationBuilder.DropTable(
                name: "journal_head");

            migrationBuilder.DropTable(
                name: "judgement");

            migrationBuilder.DropTable(
                name: "key_person_visit");

            migrationBuilder.DropTable(
                name: "labour_brand");

            migrationBuilder.DropTable(
                name: "labour_cooperation_agreement");

            migrationBuilder.DropTable(
                name: "labour_payment");

            migrationBuilder.DropTable(
                name: "legal_aid_case");

            migrationBuilder.DropTable(
                name: "loan_application");

            migrationBuilder.DropTable(
                name: "membership_change");

            migrationBuilder.DropTable(
                name: "mentor_pair");

            migrationBuilder.DropTable(
                name: "monthly_run");

            migrationBuilder.DropTable(
                name: "monthly_verification");

            migrationBuilder.DropTable(
                name: "name_gram");

            migrationBuilder.DropTable(
                name: "noted_parameter");

            migrationBuilder.DropTable(
                name: "passkey");

            migrationBuilder.DropTable(
                name: "person_skill");

            migrationBuilder.DropTable(
                name: "post");

            migrationBuilder.DropTable(
                name: "post_plan");

            migrationBuilder.DropTable(
                name: "public_post");

            migrationBuilder.DropTable(
                name: "run_part");

            migrationBuilder.DropTable(
                name: "security_event");

            migrationBuilder.DropTable(
                name: "security_head");

            migrationBuilder.DropTable(
                name: "service_task");

            migrationBuilder.DropTable(
                name: "shop_lease");

            migrationBuilder.DropTable(
                name: "startup_subsidy_application");

            migrationBuilder.DropTable(
                name: "support_return");

            migrationBuilder.DropTable(
                name: "training_enrolment");

            migrationBuilder.DropTable(
                name: "training_wish");

            migrationBuilder.DropTable(
                name: "user_session");

            migrationBuilder.DropTable(
                name: "work_item");

            migrationBuilder.DropTable(
                name: "zero_employment_case");

            migrationBuilder.DropTable(
                name: "employment_carrier");

            migrationBuilder.DropTable(
                name: "incubator");

            migrationBuilder.DropTable(
                name: "job_vacancy");

            migrationBuilder.DropTable(
                name: "key_person");

            migrationBuilder.DropTable(
                name: "work_relief_project");

            migrationBuilder.DropTable(
                name: "user_account");

            migrationBuilder.DropTable(
                name: "training_class");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "household");

            migrationBuilder.DropTable(
                name: "resettlement_site");
        }
    }
}
