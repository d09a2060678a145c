extension Operation {
    static let invoiceRetrievalArea: [Operation] = area(
        .invoiceRetrieval,
        [
            declare(
                "invoice.numbers", .read, .path("api/billing.list"),
                says: .show("the numbers of the invoices", of: nil),
                fields: [
                    .optional("start_date", .date),
                    .optional("end_date", .date, "date, >= start_date; needs start_date"),
                    .optional("status", .choice(["paid", "unpaid", "refunded", "deferred", "canceled"])),
                ],
                constraints: [.ordered("start_date", "end_date"), .needs("end_date", "start_date")],
                returns: .list(.invoiceNumber)),
            declare(
                "invoice.list", .read, .path("api/billing.get"),
                says: .show("the invoices", of: nil),
                fields: [
                    .optional("start_date", .date),
                    .optional("end_date", .date, "date, >= start_date; needs start_date"),
                    .optional("status", .choice(["paid", "unpaid", "refunded", "deferred", "canceled"])),
                ],
                constraints: [.ordered("start_date", "end_date"), .needs("end_date", "start_date")],
                returns: .list(.invoice, words: "Invoice[] or one Invoice")),
        ])

    static let endUserInvoicesArea: [Operation] = area(
        .endUserInvoices,
        [
            declare(
                "billing.customerInvoices", .read, .path("apiv2/reseller.billing", "usage"),
                says: Wording(
                    "Show an invoice by customer", ask: "Show invoice {number} by customer?",
                    done: "invoice {number} is there by customer"),
                fields: [
                    .required("number", .existing(.invoice))
                ],
                returns: .one(.invoiceUsage))
        ])

    static let asYouGoUsageArea: [Operation] = area(
        .asYouGoUsage,
        [
            declare(
                "billing.currentUsage", .read, .path("apiv2/reseller.billing", "current"),
                says: .show("the usage of the running cycle", of: nil),
                returns: .list(.customerInvoice, words: "CustomerInvoice[] or one"))
        ])
}
