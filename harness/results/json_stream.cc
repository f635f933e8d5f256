#include "harness/results/json_stream.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "harness/base/quote.h"
#include "harness/results/json_place.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

std::string line_and_column(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, position);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1: 0
  return std::to_string(1 + std::ranges::count(before, '\n')) + ":" +
         std::to_string(1 + character_count(before.substr(line_start)));
}

// What the parser tells it, as it reads on.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(std::string_view text, const JsonLimits& limits, const JsonItemSink& on_item)
      : text_(text), limits_(limits), on_item_(on_item) {}

  Json take() { return std::move(root_); }

  bool null() override { return scalar(nullptr); }
  bool boolean(bool value) override { return scalar(value); }
  bool number_integer(std::int64_t value) override { return scalar(value); }
  bool number_unsigned(std::uint64_t value) override { return scalar(value); }
  bool number_float(double value, const std::string&) override { return scalar(value); }
  bool string(std::string& value) override { return scalar(std::move(value)); }
  bool binary(Json::binary_t&) override { return false; }  // not in text

  bool start_object(std::size_t) override { return open(Json::object()); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    Json& object = *open_.back().json;
    if (object.contains(name)) throw JsonMistake(place(), "it has two members " + in_quotes(name));
    if (object.size() >= limits_.members) {
      throw JsonMistake(place(), "it has more than " + std::to_string(limits_.members) + " members");
    }
    open_.back().key = name;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) override {
    constexpr int kNumberOverflow = 406;
    if (error.id == kNumberOverflow) throw JsonMistake(next_place(), "a number beyond all bounds");
    const std::size_t content_end = text_.find_last_not_of(" \t\r\n") + 1;
    if (position > content_end || content_end == 0) {
      throw JsonMistake(line_and_column(text_, content_end), "it ends in the middle: the file was cut off");
    }
    throw JsonMistake(line_and_column(text_, position - 1), "this is no JSON");
  }

 private:
  struct Open {
    Json* json;
    std::string key;         // of the member that comes, in an object
    std::size_t passed = 0;  // items handed on, in an array
  };

  bool scalar(Json value) {
    add(std::move(value));
    finish_item();
    return true;
  }

  bool open(Json empty) {
    if (open_.size() >= limits_.depth) {
      throw JsonMistake(place(), "more than " + std::to_string(limits_.depth) + " levels deep");
    }
    Json* added = add(std::move(empty));
    open_.push_back({added, {}, 0});
    return true;
  }

  bool close() {
    open_.pop_back();
    finish_item();
    return true;
  }

  Json* add(Json value) {
    if (open_.size() == 2) before_item_ = values_;
    if (++values_ > limits_.values) {
      throw JsonMistake(place(), "more than " + std::to_string(limits_.values) + " values at a time");
    }
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back().json;
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    return &(parent[open_.back().key] = std::move(value));
  }

  // A value is whole. Items of the document's arrays are handed on at once.
  void finish_item() {
    if (open_.size() != 2 || !open_.back().json->is_array()) return;
    Json& array = *open_.back().json;
    on_item_(root_, open_.front().key, open_.back().passed++, array.back());
    array.erase(array.size() - 1);
    values_ = before_item_;
  }

  // Of the innermost open value.
  std::string place() const {
    std::string place;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const Open& open = open_[i];
      place = open.json->is_object() ? member_place(place, open.key)
                                     : item_place(place, open.passed + open.json->size() - 1);
    }
    return place;
  }
  // Of the value that comes.
  std::string next_place() const {
    if (open_.empty()) return "";
    const Open& open = open_.back();
    return open.json->is_object() ? member_place(place(), open.key)
                                  : item_place(place(), open.passed + open.json->size());
  }

  std::string_view text_;
  const JsonLimits& limits_;
  const JsonItemSink& on_item_;
  Json root_;
  std::vector<Open> open_;
  std::size_t values_ = 0;
  std::size_t before_item_ = 0;
};

}  // namespace

Json parse_json(std::string_view text, const JsonLimits& limits, const JsonItemSink& on_item) {
  if (text.size() > limits.bytes) {
    throw JsonMistake("", "it is larger than " + std::to_string(limits.bytes) + " bytes");
  }
  Builder builder(text, limits, on_item);
  Json::sax_parse(text.begin(), text.end(), &builder);
  return builder.take();
}

}  // namespace stampede
