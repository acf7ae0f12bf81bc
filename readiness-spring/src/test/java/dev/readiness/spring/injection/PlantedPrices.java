package dev.readiness.spring.injection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Handlers whose code is read and never run. */
@RestController
class PlantedPrices {

    record NewOrder(BigDecimal totalPrice, int quantity, String note) {}

    @Entity(name = "PlantedOrder")
    static class Order {

        @Id
        private Long id;

        private BigDecimal totalPrice;

        private int quantity;

        private String note;

        public void setTotalPrice(BigDecimal totalPrice) {
            this.totalPrice = totalPrice;
        }

        public void setQuantity(int quantity) {
            this.quantity = quantity;
        }

        public void setNote(String note) {
            this.note = note;
        }
    }

    /** Who gives it chooses its sum. */
    @Entity(name = "PlantedGift")
    static class Gift {

        @Id
        private Long id;

        private BigDecimal amount;

        public void setAmount(BigDecimal amount) {
            this.amount = amount;
        }
    }

    @PostMapping("/bad/price")
    void price(@RequestBody NewOrder sent) {
        new Order().setTotalPrice(sent.totalPrice());
    }

    @PostMapping("/bad/price/positive")
    void positive(@RequestBody NewOrder sent) {
        BigDecimal total = sent.totalPrice() != null && sent.totalPrice().compareTo(BigDecimal.ZERO) > 0
                ? sent.totalPrice()
                : reckoned(sent.quantity());
        new Order().setTotalPrice(total);
    }

    @PostMapping("/good/price/reckoned")
    void reckonedHere(@RequestBody NewOrder sent) {
        Order order = new Order();
        order.setQuantity(sent.quantity());
        order.setNote(sent.note());
        order.setTotalPrice(reckoned(sent.quantity()));
    }

    @PostMapping("/good/price/gift")
    void gift(@RequestBody NewOrder sent) {
        new Gift().setAmount(sent.totalPrice());
    }

    private static BigDecimal reckoned(int quantity) {
        return BigDecimal.TEN.multiply(BigDecimal.valueOf(quantity));
    }
}
