// Documents beside a declaration: live and test never meet, and a full lane takes nothing.
#include "clearance/attachments.hpp"
#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"
#include "support/test_gateway.hpp"

#include <fstream>
#include <iterator>
#include <span>
#include <string>

BOOST_AUTO_TEST_SUITE(attachments_desk)

using namespace postern;
using core::Mode;
using core::RefusalCode;

const std::string kSmallPdf = "%PDF-1.4\n%%EOF\n";

struct Desk {
    /// A parcel whose exporter lodges the declaration himself.
    explicit Desk(const std::string& sample) : post(world.post("pe-post")), may_read([](auto) { return true; }) {
        std::ifstream file(POSTERN_SOURCE_DIR "/samples/messages/" + sample);
        take(world.submit({std::istreambuf_iterator<char>(file), {}}, post));
    }
    Desk() : post(world.post()), may_read(world.gateway().may_read_attachments()) {
        generator::Generator generator(31);
        auto sale = generator.next();
        while (sale.natures != std::vector<std::string>{"11"})
            sale = generator.next();
        take(world.submit(generator::to_itmatt_xml(std::span(&sale, 1)), post));
    }
    void take(const pipeline::SubmissionReport& report) {
        declaration = report.items.at(0).declaration_id;
        filing = report.items.at(0).filings.at(0).filing_id;
    }
    core::Result<clearance::GivenView> give(const core::Principal& who, std::string_view bytes = kSmallPdf) {
        clearance::AttachmentUpload upload;
        upload.bytes = bytes;
        return attachments.give(who, declaration, upload);
    }

    tests::TestGateway world;
    core::Principal post;
    clearance::Attachments::MayRead may_read;
    ports::Store& store = world.store();
    clearance::Attachments attachments{{store.ledger(), store.declarations(), store.filings(), store.registers(),
                                        store.attachments(), world.gateway().clock(), world.gateway().keys()},
                                       world.gateway().chain()->ids,
                                       may_read};
    std::string declaration, filing;
};

template <class T>
std::optional<RefusalCode> code_of(const core::Result<T>& result) {
    return result ? std::nullopt : std::optional(result.refusal().code);
}

BOOST_AUTO_TEST_CASE(live_and_test_never_meet) {
    Desk desk;
    const auto live_post = desk.world.post("np-post", Mode::live);
    const auto live_customs = desk.world.customs("np-customs", Mode::live);
    BOOST_CHECK(code_of(desk.give(live_post)) == RefusalCode::not_found);
    const auto given = desk.give(desk.post);
    BOOST_REQUIRE(given.ok());
    const auto& id = given.value().document.document_id;
    BOOST_CHECK(code_of(desk.attachments.of_declaration(live_post, desk.declaration)) == RefusalCode::not_found);
    BOOST_CHECK(code_of(desk.attachments.read(live_post, desk.declaration, id)) == RefusalCode::not_found);
    BOOST_CHECK(code_of(desk.attachments.of_filing(live_customs, desk.filing)) == RefusalCode::not_found);
    BOOST_CHECK(code_of(desk.attachments.read_beside(live_customs, desk.filing, id)) == RefusalCode::not_found);
    const auto read = desk.attachments.read_beside(desk.world.customs(), desk.filing, id);
    BOOST_REQUIRE(read.ok());
    BOOST_TEST(read.value().bytes == kSmallPdf);
}

BOOST_AUTO_TEST_CASE(what_the_exporter_lodged_is_the_agencys_once_it_has_a_number) {
    Desk desk("cn23-good-parcel-pe-us.xml");
    const auto customs = desk.world.customs("pe-customs");
    BOOST_REQUIRE(desk.give(desk.post).ok());
    BOOST_CHECK(code_of(desk.attachments.of_filing(customs, desk.filing)) == RefusalCode::not_found);
    const core::DeclarationKey key{
        *desk.world.gateway().chain()->ids->open(crypto::IdKind::declaration, desk.declaration)};
    BOOST_REQUIRE(
        desk.world.submissions().give_number(key, "pe-customs", "235202648001042", "2026-11-20", desk.post, {}).ok());
    const auto list = desk.attachments.of_filing(customs, desk.filing);
    BOOST_REQUIRE(list.ok());
    BOOST_TEST(list.value().size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_taken_is_refused_before_anything_is_written) {
    Desk desk;
    BOOST_CHECK(code_of(desk.give(desk.post, "")) == RefusalCode::message_empty);
    std::string large = kSmallPdf;
    large.resize(ports::kAttachmentBytes + 1);
    BOOST_CHECK(code_of(desk.give(desk.post, large)) == RefusalCode::body_too_large);
    BOOST_CHECK(code_of(desk.give(desk.post, "no document")) == RefusalCode::unsupported_media_type);
    clearance::AttachmentUpload upload;
    upload.bytes = kSmallPdf;
    upload.on_cpu = [](const std::function<void()>&) { return false; };
    BOOST_CHECK(code_of(desk.attachments.give(desk.post, desk.declaration, upload)) == RefusalCode::busy);
    BOOST_CHECK(code_of(desk.attachments.give(desk.post, "dec_nonsense", upload)) == RefusalCode::not_found);
    BOOST_TEST(desk.attachments.of_declaration(desk.post, desk.declaration).value().empty());
    large.pop_back();
    BOOST_TEST(desk.give(desk.post, large).ok());
}

BOOST_AUTO_TEST_SUITE_END()
