#include "harness/report/report_json.h"

#include <nlohmann/json.hpp>

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

template <class T, class Function>
Json list_of(const std::vector<T>& items, const Function& function) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(function(item));
  return list;
}

Json json_of(const std::vector<NamedText>& texts) {
  return list_of(texts, [](const NamedText& each) { return Json{{"name", each.name}, {"text", each.text}}; });
}

Json json_of(const ReportVerdict& verdict) {
  const auto point = [](const ReportVerdict::Point& each) {
    return Json{{"label", each.label}, {"winners", each.winners}, {"text", each.text}};
  };
  return {{"headline", verdict.headline}, {"points", list_of(verdict.points, point)}, {"remarks", verdict.remarks}};
}

Json json_of(const ReportTable& table) {
  const auto column = [](const ReportColumn& each) {
    return Json{{"title", each.title}, {"unit", each.unit}, {"metric", each.metric}, {"direction", each.direction}};
  };
  const auto cell = [](const ReportCell& each) {
    return Json{{"text", each.text}, {"best", each.best}, {"relative", each.relative}, {"spread", each.spread}};
  };
  const auto row = [&](const ReportRow& each) {
    return Json{{"strategy", each.strategy}, {"cells", list_of(each.cells, cell)}};
  };
  return {{"id", table.id},
          {"caption", table.caption},
          {"note", table.note},
          {"columns", list_of(table.columns, column)},
          {"rows", list_of(table.rows, row)}};
}

Json or_null(const std::optional<Instant>& instant) {
  return instant ? Json(*instant) : Json();
}

Json json_of(const AnatomyLane& lane) {
  const auto request = [](const AnatomyRequest& each) {
    return Json{{"number", each.number},   {"kind", each.kind},   {"at_ns", each.at}, {"end_ns", or_null(each.end)},
                {"outcome", each.outcome}, {"stale", each.stale}, {"text", each.text}};
  };
  const auto load = [](const AnatomyLoad& each) {
    return Json{{"number", each.number},       {"at_ns", each.at},
                {"end_ns", or_null(each.end)}, {"refresh", each.refresh},
                {"redundant", each.redundant}, {"text", each.text}};
  };
  const auto mark = [](const AnatomyMark& each) { return Json{{"at_ns", each.at}, {"text", each.text}}; };
  return {{"name", lane.strategy},
          {"requests", list_of(lane.requests, request)},
          {"loads", list_of(lane.loads, load)},
          {"marks", list_of(lane.marks, mark)},
          {"shown", lane.requests.size()},
          {"of", lane.of},
          {"summary", lane.summary}};
}

Json json_of(const AnatomyOrReason& anatomy) {
  if (const auto* reason = std::get_if<std::string>(&anatomy)) return Json::object({{"absent", *reason}});
  const Anatomy& shown = std::get<Anatomy>(anatomy);
  return {{"text", shown.text},
          {"key", shown.key},
          {"owner", shown.owner},
          {"from_ns", shown.from},
          {"to_ns", shown.to},
          {"strategies", list_of(shown.lanes, [](const AnatomyLane& lane) { return json_of(lane); })}};
}

Json json_of(const ResultSection& section, const std::string& data_file) {
  const auto tables = [](const std::vector<ReportTable>& all) {
    return list_of(all, [](const ReportTable& table) { return json_of(table); });
  };
  const auto phase = [&](const ResultSection::PhaseTables& each) {
    return Json{{"title", each.title}, {"tables", tables(each.tables)}};
  };
  const auto digest = [](const CellDigest& each) {
    return Json{{"strategy", each.strategy},
                {"seed", each.seed},
                {"digest", each.digest},
                {"requests_per_second", each.requests_per_second}};
  };
  return {{"id", section.id},
          {"title", section.title},
          {"label", section.label},
          {"file", section.file},
          {"description", section.description},
          {"data", data_file},
          {"verdict", json_of(section.verdict)},
          {"card", json_of(section.card)},
          {"warnings", section.warnings},
          {"reference", section.reference},
          {"tables", tables(section.tables)},
          {"phases", list_of(section.phases, phase)},
          {"anatomy", json_of(section.anatomy)},
          {"scenario", section.scenario},
          {"environment", json_of(section.environment)},
          {"digests", list_of(section.digests, digest)}};
}

Json json_of(const OverviewMatrix& matrix) {
  const auto cell = [](const std::optional<OverviewMatrix::Cell>& each) {
    return each ? Json{{"text", each->text}, {"shade", each->shade}, {"best", each->best}} : Json();
  };
  const auto row = [&](const OverviewMatrix::Row& each) {
    return Json{{"result", each.result}, {"title", each.title}, {"cells", list_of(each.cells, cell)}};
  };
  return {{"id", matrix.id},
          {"title", matrix.title},
          {"metric", matrix.metric},
          {"direction", matrix.direction},
          {"strategies", matrix.strategies},
          {"rows", list_of(matrix.rows, row)}};
}

Json json_of(const SideBySide& side) {
  const auto row = [](const SideBySide::Row& each) {
    return Json{{"strategy", each.strategy}, {"metric", each.metric},
                {"unit", each.unit},         {"direction", each.direction},
                {"values", each.values},     {"difference", each.difference},
                {"ratio", each.ratio},       {"ratio_number", each.ratio_number ? Json(*each.ratio_number) : Json()},
                {"verdict", each.verdict}};
  };
  return {{"id", side.id},         {"title", side.title},     {"results", side.results},
          {"labels", side.labels}, {"remarks", side.remarks}, {"rows", list_of(side.rows, row)}};
}

}  // namespace

std::string report_json(const Report& report, const std::vector<std::string>& data_files) {
  Json sections = Json::array();
  for (std::size_t i = 0; i < report.sections.size(); ++i)
    sections.push_back(json_of(report.sections[i], data_files[i]));
  Json overview;
  if (!report.overview.empty()) {
    const auto matrix = [](const OverviewMatrix& each) { return json_of(each); };
    overview = Json::object({{"matrices", list_of(report.overview, matrix)}});
  }
  const auto definition = [](const MetricDefinition& each) {
    return Json{{"metric", each.metric},
                {"unit", each.unit},
                {"direction", each.direction},
                {"meaning", each.meaning},
                {"definition", each.definition}};
  };
  const Json json = {
      {"schema", "stampede.report/1"},
      {"tool", std::string("stampede ") + STAMPEDE_VERSION},
      {"title", report.title},
      {"verdict", json_of(report.verdict)},
      {"overview", overview},
      {"side_by_side", list_of(report.side_by_side, [](const SideBySide& each) { return json_of(each); })},
      {"results", sections},
      {"definitions", list_of(report.definitions, definition)},
      {"terms", list_of(report.terms, [](const Term& each) {
         return Json{{"term", each.term}, {"text", each.text}};
       })}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stampede
