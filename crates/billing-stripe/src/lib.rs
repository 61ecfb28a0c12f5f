//! The billing port over Stripe.
