internal import Dialects
import ResellerAPI

/// The two ways in which a page of customers is read, for those who measure and compare them.
package enum CustomerPage {
    /// As the client reads: from bytes straight into a chunk where the body allows.
    package static func read(_ body: [UInt8]) throws(APIError) -> CustomerChunk {
        try AnswerReader(.customerList, in: .v2).customers(TransportResponse(status: 200, body: body))
    }

    /// As every other answer is read: a tree first, then records by the table of shapes.
    package static func readGenerally(_ body: [UInt8]) throws(APIError) -> CustomerChunk {
        try AnswerReader(.customerList, in: .v2).customersByRecord(TransportResponse(status: 200, body: body))
    }
}
