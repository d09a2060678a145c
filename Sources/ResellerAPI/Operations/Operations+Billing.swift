extension Operation {
    static let invoiceRetrievalArea: [Operation] = [
        invoiceNumbers,
        invoiceList,
    ]

    package static let invoiceNumbers = declare(
        "invoice.numbers", .read, .invoiceRetrieval,
        says: .show("the numbers of the invoices", of: nil),
        fields: [
            .optional("start_date", .date),
            .optional("end_date", .date, "date, >= start_date; needs start_date"),
            .optional("status", .choice(["paid", "unpaid", "refunded", "deferred", "canceled"])),
        ],
        constraints: [.ordered("start_date", "end_date"), .needs("end_date", "start_date")],
        returns: .list(.invoiceNumber),
        retired: .billing)

    package static let invoiceList = declare(
        "invoice.list", .read, .invoiceRetrieval,
        says: .show("the invoices", of: nil),
        fields: [
            .optional("start_date", .date),
            .optional("end_date", .date, "date, >= start_date; needs start_date"),
            .optional("status", .choice(["paid", "unpaid", "refunded", "deferred", "canceled"])),
        ],
        constraints: [.ordered("start_date", "end_date"), .needs("end_date", "start_date")],
        returns: .list(.invoice, words: "Invoice[] or one Invoice"),
        retired: .billing)

    static let endUserInvoicesArea: [Operation] = [
        billingCustomerInvoices
    ]

    package static let billingCustomerInvoices = declare(
        "billing.customerInvoices", .read, .endUserInvoices,
        says: Wording(
            "Show an invoice by customer", ask: "Show invoice {number} by customer?",
            done: "invoice {number} is there by customer"),
        fields: [
            .required("number", .existing(.invoice))
        ],
        returns: .one(.invoiceUsage),
        retired: .billing)

    static let asYouGoUsageArea: [Operation] = [
        billingCurrentUsage
    ]

    package static let billingCurrentUsage = declare(
        "billing.currentUsage", .read, .asYouGoUsage,
        says: .show("the usage of the running cycle", of: nil),
        returns: .list(.customerInvoice, words: "CustomerInvoice[] or one"),
        retired: .billing)
}
